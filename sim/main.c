/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - hands over to the command line. */
#include "cli/cli.h"

int main(int argc, char **argv)
{
    return (int)ab_cli_main(argc, argv);
}
