/*
 * decoder -- where iconv is opened, and asked why it was not.
 */
#ifndef RT_DECODER_H
#define RT_DECODER_H

#include <iconv.h>
#include <stdbool.h>

/*
 * From that encoding to UTF-8; the caller closes it.  False when iconv does
 * not know the name; without memory the program dies with status 3.
 */
bool decoder_open(const char *encoding, iconv_t *decoder);

#endif
