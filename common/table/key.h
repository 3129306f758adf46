/*
 * key -- a secret from a file, and hashes that only its owner can make.
 *
 * For pseudonyms and for choosing at random what has to stay chosen.
 */
#ifndef RT_KEY_H
#define RT_KEY_H

#include "common/base/slice.h"

struct key;
struct options;

enum { KEY_HASH = 32 }; /* bytes of a hash */

/*
 * The bytes of the file, a line end among them; the rejects must not
 * overwrite it.  Dies with status 2 when they
 * are fewer than 16 or others than the owner may read them, with status 3
 * when the file cannot be read.
 */
struct key *key_open(const struct options *o, const char *path);
void key_close(struct key *k);

/* BLAKE2b of the text under the key. */
void key_hash(const struct key *k, struct slice text, unsigned char hash[KEY_HASH]);

#endif
