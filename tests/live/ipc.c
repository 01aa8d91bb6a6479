// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=shmget,shmctl,shmat,shmdt,semget,semop,semctl,msgget,msgsnd,msgrcv,msgctl */
// System V: keys, modes with flags, arrays of operations, a message with its type in front.
#include "guard.h"
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

int main(void) {
	void* edge = bad();
	long rc = syscall(SYS_shmget, IPC_PRIVATE, 4096, IPC_CREAT | 0600);
	int shm = (int)rc;
	expect("shmget(IPC_PRIVATE, 4096, IPC_CREAT|0600) = %s", res(rc));
	rc = syscall(SYS_shmat, shm, NULL, SHM_RDONLY);
	void* at = (void*)rc;
	expect("shmat(%d, NULL, SHM_RDONLY) = %p", shm, at);
	rc = syscall(SYS_shmdt, at);
	expect("shmdt(%p) = %s", at, res(rc));
	rc = syscall(SYS_shmctl, shm, IPC_RMID, NULL);
	expect("shmctl(%d, IPC_RMID, NULL) = %s", shm, res(rc));
	rc = syscall(SYS_shmget, 0x1234, -1L, 0x100000);
	expect("shmget(0x1234, 18446744073709551615, 0x100000|000) = %s", res(rc));
	rc = syscall(SYS_semget, IPC_PRIVATE, 2, IPC_CREAT | IPC_EXCL | 0640);
	int sem = (int)rc;
	expect("semget(IPC_PRIVATE, 2, IPC_CREAT|IPC_EXCL|0640) = %s", res(rc));
	struct sembuf ops[2] = {{0, 1, SEM_UNDO}, {1, -1, IPC_NOWAIT}};
	rc = syscall(SYS_semop, sem, TAIL(ops), 2);
	expect("semop(%d, [{sem_num=0, sem_op=1, sem_flg=SEM_UNDO}, {sem_num=1, sem_op=-1, sem_flg=IPC_NOWAIT}], 2) = %s",
		   sem, res(rc));
	struct sembuf* half = head(ops, 8);
	rc = syscall(SYS_semop, sem, half, 2);
	expect("semop(%d, [{sem_num=0, sem_op=1, sem_flg=SEM_UNDO}, ... /* %p */], 2) = %s", sem, (void*)(half + 1),
		   res(rc));
	rc = syscall(SYS_semctl, sem, 0, IPC_RMID, 0);
	expect("semctl(%d, 0, IPC_RMID, NULL) = %s", sem, res(rc));
	rc = syscall(SYS_msgget, IPC_PRIVATE, IPC_CREAT | 0600);
	int queue = (int)rc;
	expect("msgget(IPC_PRIVATE, IPC_CREAT|0600) = %s", res(rc));
	struct {
		long type;
		char body[8];
	} m = {7, "message"};
	rc = syscall(SYS_msgsnd, queue, tail(&m, 16), 8, IPC_NOWAIT);
	expect("msgsnd(%d, {mtype=7, mtext=\"message\\0\"}, 8, IPC_NOWAIT) = %s", queue, res(rc));
	rc = syscall(SYS_msgrcv, queue, tail_room(16), 8, 0, MSG_NOERROR);
	expect("msgrcv(%d, {mtype=7, mtext=\"message\\0\"}, 8, 0, MSG_NOERROR) = %s", queue, res(rc));
	rc = syscall(SYS_msgrcv, queue, edge, 5, -3L, IPC_NOWAIT);
	expect("msgrcv(%d, %p, 5, -3, IPC_NOWAIT) = %s", queue, edge, res(rc));
	rc = syscall(SYS_msgctl, queue, IPC_RMID, NULL);
	expect("msgctl(%d, IPC_RMID, NULL) = %s", queue, res(rc));
	return done();
}
