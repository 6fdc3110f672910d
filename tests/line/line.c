/* A library that is loaded before the C library and lets nothing through that leads out of the machine.

   A socket of any family but AF_UNIX, and every question for the address of a name, fails as on a machine without a
   line, and is written down in the file that CODEDESK_LINE names, one on a line. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void write_down(const char *what, int family, const char *name) {
    const char *path = getenv("CODEDESK_LINE");
    char words[512];
    int length = snprintf(words, sizeof words, "%s %d %s\n", what, family, name ? name : "");
    int file = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (file >= 0 && (size_t)length < sizeof words && write(file, words, (size_t)length) < 0) abort();
    if (file >= 0) close(file);
}

int socket(int family, int type, int protocol) {
    static int (*real)(int, int, int);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "socket");
    if (family == AF_UNIX) return real(family, type, protocol);
    write_down("socket", family, NULL);
    errno = ENETUNREACH;
    return -1;
}

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    (void)service, (void)hints, (void)found;
    write_down("name", 0, name);
    return EAI_AGAIN;
}

struct hostent *gethostbyname(const char *name) {
    write_down("name", 0, name);
    h_errno = TRY_AGAIN;
    return NULL;
}
