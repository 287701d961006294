/* journal_line.h - what the writer and the reader of journals share. */
#ifndef AB_STUDY_JOURNAL_LINE_H
#define AB_STUDY_JOURNAL_LINE_H

#include "base/fold.h"

#define AB_JOURNAL_MAGIC "airbridge-journal 1"

/* " *" and eight hexadecimal digits end every line. */
enum { AB_JOURNAL_CHECKSUM_SIZE = 10 };

/* The checksum of a line, in 32 bits. */
static inline uint32_t ab_journal_checksum(const char *bytes, size_t size)
{
    const uint64_t hash = ab_fold_bytes(AB_FOLD_START, bytes, size);
    return (uint32_t)(hash ^ (hash >> 32));
}

#endif
