/*
 * libsodium does the hashing.  Secrets are wiped from memory as soon as they
 * are no longer needed.
 */
#include "common/table/key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/guard.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/csv/source.h"
#include "common/table/options.h"

enum { LEAST = 16, MOST = 4096 };

struct key {
	unsigned char bytes[crypto_generichash_KEYBYTES_MAX];
	size_t n;
};

/* Opens the file; a key that others can read is none. */
static int
open_secret(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0) /* unreached: an open file can be asked */
		die(BAD_SYSTEM, "%s: %s", path, translate_error(errno));
	if (st.st_mode & (S_IRGRP | S_IROTH))
		die_usage("--key-file: %s can be read by others than its owner "
		    "(chmod 600)", path);
	guard_check(fd, path);
	source_note(fd);
	return fd;
}

static size_t
read_secret(int fd, const char *path, unsigned char text[MOST + 1])
{
	size_t n = 0;
	ssize_t got;

	while (n <= MOST && (got = read(fd, text + n, MOST + 1 - n)) != 0) {
		if (got < 0 && errno != EINTR)
			die(BAD_SYSTEM, "%s: %s", path, translate_error(errno));
		n += got > 0 ? (size_t)got : 0;
	}
	close(fd);
	if (n < LEAST || n > MOST)
		die_usage("--key-file: %s does not hold %d to %d bytes", path, LEAST,
		    MOST);
	return n;
}

static void
check(int failed)
{
	if (failed) /* unreached: only where a system has no source of chance */
		die(BAD_SYSTEM, "libsodium failed");
}

/* BLAKE2b takes keys of up to 64 bytes; of a longer one its hash is the key. */
struct key *
key_open(const struct options *o, const char *path)
{
	unsigned char text[MOST + 1];
	struct key *k = mem_new(sizeof *k);
	int fd;

	rejects_spare(o->rejects, path, N_("the key"));
	fd = open_secret(path);
	check(sodium_init() < 0);
	k->n = read_secret(fd, path, text);
	if (k->n > sizeof k->bytes) {
		check(crypto_generichash(k->bytes, sizeof k->bytes, text, k->n, NULL, 0));
		k->n = sizeof k->bytes;
	} else {
		memcpy(k->bytes, text, k->n);
	}
	sodium_memzero(text, sizeof text);
	return k;
}

void
key_close(struct key *k)
{
	if (k != NULL)
		sodium_memzero(k, sizeof *k);
	free(k);
}

void
key_hash(const struct key *k, struct slice text, unsigned char hash[KEY_HASH])
{
	check(crypto_generichash(hash, KEY_HASH, (const unsigned char *)text.p, text.n,
	    k->bytes, k->n));
}
