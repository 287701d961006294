/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.h - words as a shell reads them. */
#ifndef AB_BASE_SHELL_H
#define AB_BASE_SHELL_H

#include "base/file.h"
#include <stdio.h>

/* Writes a text as one word of one line, which a shell reads back byte by byte: as it is where nothing
 * in it means anything to a shell, else in quotes. What cannot be seen, or what is not UTF-8, is written
 * as bytes in octal, $'\033', which bash, ksh and zsh know. */
void ab_shell_write_word(struct ab_writer *writer, const char *word);
void ab_shell_print_word(FILE *stream, const char *word);

#endif
