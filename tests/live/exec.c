// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=execveat */
// Vectors of strings: odd ones, bad ones, too many, and the environment that is only counted. All of them fail.
#include "guard.h"

#ifndef FULL
#define FULL 0
#endif

static const char* env_text(void* envp, int n) {
	return text("%p /* %d var%s */", envp, n, n == 1 ? "" : "s");
}

int main(void) {
	const char* no = tail_str("no\nsuch");
	void* edge = bad();
	char* args[] = {tail_str("first"), tail_str("sec\"ond"),
					tail_str("a text that is longer than thirty-two characters"), NULL};
	char* vars[] = {tail_str("A=1"), tail_str("B=2"), NULL};
	char **argv = TAIL(args), **envp = TAIL(vars);
	const char* all = "[\"first\", \"sec\\\"ond\", \"a text that is longer than thirt\"...]";
#define CALL(argv_, envp_, flags, format, ...)                                                                         \
	do {                                                                                                               \
		long rc = syscall(SYS_execveat, AT_FDCWD, no, argv_, envp_, flags);                                            \
		const char* r = res(rc);                                                                                       \
		printf("execveat(AT_FDCWD, \"no\\nsuch\", " format ") = %s\n", __VA_ARGS__, r);                                \
	} while (0)
	CALL(argv, envp, AT_SYMLINK_NOFOLLOW, "%s, %s, AT_SYMLINK_NOFOLLOW", all,
		 FULL ? "[\"A=1\", \"B=2\"]" : env_text(envp, 2));
	CALL(argv, envp + 1, 0, "%s, %s, 0", all, FULL ? "[\"B=2\"]" : env_text(envp + 1, 1));
	CALL(argv + 3, envp + 2, 0, "[], %s, 0", FULL ? "[]" : env_text(envp + 2, 0));
	CALL(NULL, NULL, 0x80, "NULL, %s, 0x80 /* AT_??? */", "NULL");
	CALL(edge, NULL, 0, "%p, NULL, 0", edge);
	CALL(argv, edge, 0, "%s, %p, 0", all, edge);
	// no NULL before the bad page
	char **open_end = head(args, 2 * sizeof(*args)), **open_env = head(vars, 2 * sizeof(*vars));
	if (FULL)
		CALL(open_end, open_env, 0, "[\"first\", \"sec\\\"ond\", ... /* %p */], [\"A=1\", \"B=2\", ... /* %p */], 0",
			 (void*)(open_end + 2), (void*)(open_env + 2));
	else
		CALL(open_end, open_env, 0, "[\"first\", \"sec\\\"ond\", ... /* %p */], %p /* 2 vars, unterminated */, 0",
			 (void*)(open_end + 2), (void*)open_env);
	// a good array with a bad string
	char* wrong[] = {args[0], edge, head("abc", 3), args[1], NULL};
	CALL(TAIL(wrong), NULL, 0, "[\"first\", %p, %p, \"sec\\\"ond\"], NULL, 0", edge, (void*)wrong[2]);
	char* half = head(args, 2 * sizeof(*args) + 5);
	CALL(half, NULL, 0, "[\"first\", \"sec\\\"ond\", ... /* %p */], NULL, 0", (void*)(half + 16));
	char* many[40];
	for (int i = 0; i < 39; ++i) many[i] = tail_str("m");
	many[39] = NULL;
	char row[400] = "";
	for (int i = 0; i < (FULL ? 39 : 32); ++i) strcat(strcat(row, i ? ", " : ""), "\"m\"");
	CALL(TAIL(many), NULL, 0, "[%s%s], NULL, 0", row, FULL ? "" : ", ...");
	return done();
}
