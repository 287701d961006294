/* path.h - names of files. */
#ifndef AB_BASE_PATH_H
#define AB_BASE_PATH_H

#include <stddef.h>

/* Writes the name of a scenario's file without its folder and ".ini" into `name`, cut to its
 * room. */
void ab_path_scenario_name(const char *path, char *name, size_t size);

#endif
