/*
 * run -- threads: one working ahead of another, or many at shares of one task.
 *
 * A line of blocks between a producer and a consumer: the producer fills
 * blocks in a second thread while the consumer works on the one before.
 * What comes out is the same as without the thread.
 */
#ifndef RT_RUN_H
#define RT_RUN_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* Starts a thread that hears no signals, or dies. */
void run_thread(pthread_t *thread, void *(*work)(void *arg), void *arg);

/*
 * Shares 0 .. count-1 out among so many threads, of which the caller's is one,
 * and comes back when all are done: work(arg, from, to) for each share.
 */
void run_shares(int threads, uint32_t count,
    void (*work)(void *arg, uint32_t from, uint32_t to), void *arg);

struct run;

/*
 * Starts fill(maker, block) over the blocks in turn, each block again when
 * the consumer gave it back; fill returns false with the last one.
 */
struct run *run_start(bool (*fill)(void *maker, void *block), void *maker,
    void *const block[], int blocks);

/* The next block, in order; the one before is given back.  NULL at the end. */
void *run_next(struct run *r);

/*
 * Ends the thread, also before the end of data, and frees the line.  A fill
 * under way is finished first: one that waits for a pipe keeps the caller.
 */
void run_stop(struct run *r);

#endif
