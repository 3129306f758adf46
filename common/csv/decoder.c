/*
 * glibc loads most encodings from files, and what it has no memory or no file
 * handle for it calls unknown, too: so a refusal counts when there is some.
 */
#include "common/csv/decoder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/translate.h"

/* More than the largest of glibc's encodings takes. */
enum { ENOUGH = 4 << 20 };

bool
decoder_open(const char *encoding, iconv_t *decoder)
{
	void *room;
	int error;

	*decoder = iconv_open("UTF-8", encoding);
	if (*decoder != (iconv_t)-1)
		return true;
	error = errno;
	if (error == EINVAL) {
		room = malloc(ENOUGH);
		if (room == NULL)
			error = ENOMEM;
		free(room);
	}
	/* One that failed for another reason is there now. */
	if (error == EINVAL)
		*decoder = iconv_open("UTF-8", encoding);
	if (*decoder != (iconv_t)-1)
		return true;
	if (error == ENOMEM)
		die(BAD_SYSTEM, "out of memory");
	if (error != EINVAL) /* unreached: what glibc says where it has no file handles */
		die(BAD_SYSTEM, "encoding %s: %s", encoding, translate_error(error));
	return false;
}
