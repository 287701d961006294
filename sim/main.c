/* main.c - hands over to the command line. */
#include "cli/cli.h"

int main(int argc, char **argv)
{
    return (int)ab_cli_main(argc, argv);
}
