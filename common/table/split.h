/*
 * split -- one table read by several threads, and the same comes out.
 *
 * The file is dealt out in parts that end at a record, one a thread.  Each
 * thread observes the records of its part into a state of its own; states are
 * merged in the order of the input.  What is read through a pipe, decoded or
 * unfolded is read by one thread, and so is all from the first part on that
 * cannot be had apart: one with an error, or that began inside of quotes.
 */
#ifndef RT_SPLIT_H
#define RT_SPLIT_H

#include "common/table/table.h"

struct split {
	/* An empty state, as that of the whole was before its first record. */
	void *(*begin)(void *whole);

	/*
	 * Reads all records of the table, which is the whole one or a part:
	 * binds its columns, and calls table_next() until it says false.  Of a
	 * part it runs in another thread, may change nothing but the state,
	 * and need not come back.
	 */
	void (*observe)(void *state, struct table *t);

	/*
	 * What the state of the next part observed is now observed by the
	 * whole; frees the state.  False, with the whole as it was, when that
	 * cannot be told exactly: the part will be observed by the whole.
	 */
	bool (*merge)(void *whole, void *state);

	void (*drop)(void *state);

	/*
	 * The column of ids by which states grow, or NULL.  Where parts seem to
	 * have many of them in common, their states would be as large each as
	 * that of the whole, and long to merge: one thread observes, and one
	 * scans ahead.
	 */
	const char *key;
};

/*
 * Observes all of the table, of which no record was read yet, by so many
 * threads at most.
 */
void table_split(struct table *t, int threads, const struct split *how, void *whole);

#endif
