/* A library that is loaded before the C library and stands in front of its file operations.

   Once armed, it counts the operations that change something below one folder, and at the n-th of them it does a deed:
   kills the process, tears a write and kills, or lets the operation fail. Or it writes every operation down, so that
   the disk can be rebuilt as it may look after a power cut. Unarmed it only passes on.

   The letters of the operations, which is also how they are chosen:
     w write   s sync   t truncate   o open that makes or empties a file   u unlink   r rename   l link   m make a folder
     c change of rights
   What is mapped into memory is not seen; with journal_mode=TRUNCATE and no mmap_size SQLite maps nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define PATH (2 * PATH_MAX)
#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, name)

enum deed { COUNT = 0, KILL = 1, TORN = 2, FULL = 3, BROKEN = 4 };

static struct {
    int on, lasting, log;
    enum deed deed;
    long at, count, fired;
    char letter, letters[16], folder[PATH_MAX];
} fault = {.log = -1};

/* ---- what the harness calls ---- */

void fault_arm(const char *folder, int deed, long at, int lasting, const char *letters, int log) {
    snprintf(fault.folder, sizeof fault.folder, "%s/", folder);
    snprintf(fault.letters, sizeof fault.letters, "%s", letters);
    fault.deed = deed, fault.at = at, fault.lasting = lasting, fault.log = log;
    fault.count = fault.fired = 0, fault.letter = ' ', fault.on = 1;
}

void fault_disarm(void) { fault.on = 0, fault.log = -1; }
long fault_count(void) { return fault.count; }
long fault_fired(void) { return fault.fired; }
int fault_letter(void) { return fault.letter; }

/* Give up root's right to pass over permissions, and every other right that an ordinary user has not. */
int fault_ordinary(void) {
    struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[2] = {{0}};
    return syscall(SYS_capset, &head, none);
}

/* ---- which path ---- */

static int path_of(int handle, char *path) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return 1;
}

/* The folder itself counts too: a sync of it makes the names in it last. */
static int below(const char *path) {
    size_t length = strlen(fault.folder) - 1;
    return !strncmp(path, fault.folder, length) && (path[length] == '/' || !path[length]);
}

static int watched(int handle, char *path) { return fault.on && path_of(handle, path) && below(path); }

static int named(int folder, const char *name, char *path) {
    if (!fault.on || !name) return 0;
    char before[PATH_MAX] = "";
    if (name[0] == '/') {
        snprintf(path, PATH, "%s", name);
    } else {
        if (folder == AT_FDCWD ? !getcwd(before, sizeof before) : !path_of(folder, before)) return 0;
        snprintf(path, PATH, "%s/%s", before, name);
    }
    return below(path);
}

/* ---- the deed, and the log ---- */

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Count an operation. 0: do it; 1: it fails, errno is set; 2: do half of it, then die. */
static int struck(char letter) {
    if (!strchr(fault.letters, letter)) return 0;
    fault.count++;
    if (fault.at < 1 || (fault.lasting ? fault.count < fault.at : fault.count != fault.at)) return 0;
    fault.fired++, fault.letter = letter;
    if (fault.deed == KILL || (fault.deed == TORN && letter != 'w')) die();
    if (fault.deed == TORN) return 2;
    errno = fault.deed == FULL ? ENOSPC : EIO;
    return fault.deed == FULL || fault.deed == BROKEN;
}

/* A record: letter, inode, offset, then the lengths of path, other path and data, then these. */
static void note(char letter, int64_t inode, int64_t offset, const char *path, const char *other, const void *data, size_t size) {
    if (fault.log < 0) return;
    struct __attribute__((packed)) { char letter; int64_t inode, offset; uint32_t path, other, data; } head = {
        letter, inode, offset, strlen(path), strlen(other), data ? size : 0};
    struct iovec parts[] = {
        {&head, sizeof head}, {(void *)path, head.path}, {(void *)other, head.other}, {(void *)data, head.data}};
    int before = errno;
    if (writev(fault.log, parts, 4) < 0) abort();
    errno = before;
}

/* An acknowledgement: what was done so far was said to be saved. */
void fault_mark(long done) { note('a', 0, done, "", "", NULL, 0); }

static int64_t inode_of(int handle) {
    struct stat found;
    return fstat(handle, &found) ? 0 : (int64_t)found.st_ino;
}

/* ---- writing ---- */

ssize_t pwrite64(int handle, const void *data, size_t size, off64_t offset) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    char path[PATH];
    if (!watched(handle, path)) return real(handle, data, size, offset);
    int strike = struck('w');
    if (strike) {
        int reason = errno;
        if ((fault.deed == TORN || fault.deed == FULL) && real(handle, data, size / 2, offset) < 0) abort();
        if (strike == 2) die();
        errno = reason;
        return -1;
    }
    ssize_t done = real(handle, data, size, offset);
    if (done > 0) note('w', inode_of(handle), offset, path, "", data, done);
    return done;
}

ssize_t pwrite(int handle, const void *data, size_t size, off_t offset) { return pwrite64(handle, data, size, offset); }

ssize_t write(int handle, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[PATH];
    if (!watched(handle, path)) return real(handle, data, size);
    int strike = struck('w');
    if (strike) {
        int reason = errno;
        if ((fault.deed == TORN || fault.deed == FULL) && real(handle, data, size / 2) < 0) abort();
        if (strike == 2) die();
        errno = reason;
        return -1;
    }
    off_t offset = lseek(handle, 0, fcntl(handle, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    ssize_t done = real(handle, data, size);
    if (done > 0) note('w', inode_of(handle), offset, path, "", data, done);
    return done;
}

ssize_t writev(int handle, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    char path[PATH];
    if (!watched(handle, path)) return real(handle, parts, count);
    ssize_t all = 0;
    for (int at = 0; at < count; at++) {
        ssize_t done = write(handle, parts[at].iov_base, parts[at].iov_len);
        if (done < 0) return all ? all : done;
        all += done;
    }
    return all;
}

/* Copies within the system: the data is read once more for the log. */
static void note_copied(int out, int64_t to, int in, int64_t from, ssize_t size, const char *path) {
    if (fault.log < 0 || size <= 0) return;
    char *data = malloc(size);
    if (!data || pread(in, data, size, from) != size) abort();
    note('w', inode_of(out), to, path, "", data, size);
    free(data);
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t size) {
    REAL(ssize_t, "sendfile64", int, int, off64_t *, size_t);
    char path[PATH];
    if (!watched(out, path)) return real(out, in, offset, size);
    int strike = struck('w');
    if (strike == 1) return -1;
    int64_t from = offset ? *offset : lseek(in, 0, SEEK_CUR), to = lseek(out, 0, SEEK_CUR);
    ssize_t done = real(out, in, offset, strike == 2 ? 1500 : size);
    if (strike == 2) die();
    note_copied(out, to, in, from, done, path);
    return done;
}

ssize_t sendfile(int out, int in, off_t *offset, size_t size) { return sendfile64(out, in, (off64_t *)offset, size); }

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
    REAL(ssize_t, "copy_file_range", int, off64_t *, int, off64_t *, size_t, unsigned);
    char path[PATH];
    if (!watched(out, path)) return real(in, from, out, to, size, flags);
    int strike = struck('w');
    if (strike == 1) return -1;
    int64_t start = from ? *from : lseek(in, 0, SEEK_CUR), place = to ? *to : lseek(out, 0, SEEK_CUR);
    ssize_t done = real(in, from, out, to, strike == 2 ? 1500 : size, flags);
    if (strike == 2) die();
    note_copied(out, place, in, start, done, path);
    return done;
}

/* ---- what is done to an open file ---- */

#define OVER_HANDLE(letter, offset, call) \
    char path[PATH]; \
    if (!watched(handle, path)) return call; \
    if (struck(letter)) return -1; \
    int done = call; \
    if (!done) note(letter, inode_of(handle), offset, path, "", NULL, 0); \
    return done

int fsync(int handle) {
    REAL(int, "fsync", int);
    OVER_HANDLE('s', 0, real(handle));
}

int fdatasync(int handle) {
    REAL(int, "fdatasync", int);
    OVER_HANDLE('s', 0, real(handle));
}

int ftruncate64(int handle, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    OVER_HANDLE('t', size, real(handle, size));
}

int ftruncate(int handle, off_t size) { return ftruncate64(handle, size); }

int fchmod(int handle, mode_t mode) {
    REAL(int, "fchmod", int, mode_t);
    OVER_HANDLE('c', mode, real(handle, mode));
}

/* ---- what is done to a name ---- */

#define OVER_NAME(letter, folder, name, offset, call) \
    char path[PATH]; \
    if (!named(folder, name, path)) return call; \
    if (struck(letter)) return -1; \
    int done = call; \
    if (!done) note(letter, 0, offset, path, "", NULL, 0); \
    return done

int unlink(const char *name) {
    REAL(int, "unlink", const char *);
    OVER_NAME('u', AT_FDCWD, name, 0, real(name));
}

int unlinkat(int folder, const char *name, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    OVER_NAME('u', folder, name, 0, real(folder, name, flags));
}

int rmdir(const char *name) {
    REAL(int, "rmdir", const char *);
    OVER_NAME('u', AT_FDCWD, name, 0, real(name));
}

int mkdir(const char *name, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    OVER_NAME('m', AT_FDCWD, name, 0, real(name, mode));
}

int mkdirat(int folder, const char *name, mode_t mode) {
    REAL(int, "mkdirat", int, const char *, mode_t);
    OVER_NAME('m', folder, name, 0, real(folder, name, mode));
}

int chmod(const char *name, mode_t mode) {
    REAL(int, "chmod", const char *, mode_t);
    OVER_NAME('c', AT_FDCWD, name, mode, real(name, mode));
}

int fchmodat(int folder, const char *name, mode_t mode, int flags) {
    REAL(int, "fchmodat", int, const char *, mode_t, int);
    OVER_NAME('c', folder, name, mode, real(folder, name, mode, flags));
}

#define OVER_NAMES(letter, from, old, to, new, call) \
    char path[PATH], other[PATH]; \
    int here = named(from, old, path), there = named(to, new, other); \
    if (!here && !there) return call; \
    if (struck(letter)) return -1; \
    int done = call; \
    if (!done) note(letter, 0, 0, path, other, NULL, 0); \
    return done

int rename(const char *old, const char *new) {
    REAL(int, "rename", const char *, const char *);
    OVER_NAMES('r', AT_FDCWD, old, AT_FDCWD, new, real(old, new));
}

int renameat(int from, const char *old, int to, const char *new) {
    REAL(int, "renameat", int, const char *, int, const char *);
    OVER_NAMES('r', from, old, to, new, real(from, old, to, new));
}

int link(const char *old, const char *new) {
    REAL(int, "link", const char *, const char *);
    OVER_NAMES('l', AT_FDCWD, old, AT_FDCWD, new, real(old, new));
}

int linkat(int from, const char *old, int to, const char *new, int flags) {
    REAL(int, "linkat", int, const char *, int, const char *, int);
    OVER_NAMES('l', from, old, to, new, real(from, old, to, new, flags));
}

/* ---- opening: seen where it makes a file, or empties one ---- */

static int opened(int folder, const char *name, int flags, mode_t mode) {
    REAL(int, "openat64", int, const char *, int, ...);
    char path[PATH];
    struct stat found;
    if (!(flags & (O_CREAT | O_TRUNC)) || !named(folder, name, path)) return real(folder, name, flags, mode);
    int there = !stat(path, &found);
    if (there && !(flags & O_TRUNC)) return real(folder, name, flags, mode);
    if (struck('o')) return -1;
    int handle = real(folder, name, flags, mode);
    if (handle >= 0) note(there ? 't' : 'o', inode_of(handle), 0, path, "", NULL, 0);
    return handle;
}

#define MODE \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

int open64(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int open(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE return opened(folder, name, flags, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE return opened(folder, name, flags, mode); }
