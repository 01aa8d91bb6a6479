// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=uname,sysinfo,getrandom,sethostname,syslog,reboot,getpgid */
// What the system tells of itself, and random bytes.
#include "guard.h"
#include <sys/random.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

int main(void) {
	void* edge = bad();
	struct utsname* u = tail_room(sizeof(*u));
	struct sysinfo* si = tail_room(sizeof(*si));
	unsigned char* bytes = tail_room(4);
	from_here();
	long rc = syscall(SYS_uname, u);
	expect("uname({sysname=\"%s\", nodename=\"%s\", ...}) = %s", u->sysname, u->nodename, res(rc));
	void* half = head("", 1);
	rc = syscall(SYS_uname, half);
	expect("uname(%p) = %s", half, res(rc));
	rc = syscall(SYS_sysinfo, si);
	expect("sysinfo({uptime=%ld, loads=[%lu, %lu, %lu], totalram=%lu, freeram=%lu, sharedram=%lu, bufferram=%lu, "
		   "totalswap=%lu, "
		   "freeswap=%lu, procs=%u, totalhigh=%lu, freehigh=%lu, mem_unit=%u}) = %s",
		   si->uptime, si->loads[0], si->loads[1], si->loads[2], si->totalram, si->freeram, si->sharedram,
		   si->bufferram, si->totalswap, si->freeswap, si->procs, si->totalhigh, si->freehigh, si->mem_unit, res(rc));
	rc = syscall(SYS_sysinfo, NULL);
	expect("sysinfo(NULL) = %s", res(rc));
	rc = syscall(SYS_getrandom, bytes, 4, GRND_NONBLOCK);
	expect("getrandom(\"\\x%02x\\x%02x\\x%02x\\x%02x\", 4, GRND_NONBLOCK) = %s", bytes[0], bytes[1], bytes[2], bytes[3],
		   res(rc));
	rc = syscall(SYS_getrandom, bytes, 0, 0);
	expect("getrandom(\"\", 0, 0) = %s", res(rc));
	rc = syscall(SYS_getrandom, edge, 4, GRND_RANDOM | GRND_INSECURE | 0x10);
	expect("getrandom(%p, 4, GRND_RANDOM|GRND_INSECURE|0x10) = %s", edge, res(rc));
	rc = syscall(SYS_sethostname, edge, 3);
	expect("sethostname(%p, 3) = %s", edge, res(rc));
	return done();
}
