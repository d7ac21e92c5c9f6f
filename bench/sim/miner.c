// miner PORT FOLDER: miners on every loopback address at one port. Reads one request, answers with FOLDER/<command> (its NUL included), closes.
// Of the addresses 127.x.y.z those with z % 20 = 7 answer after two seconds and those with z % 20 = 13 never, where x is 3.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char *names[] = {"version", "stats", "summary", "pools"};
static struct { char *bytes; int length; } answers[4];
static struct { int fd, answer; double at; } slow[65536];
static unsigned slow_head, slow_tail;

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }

static void answer_on(int fd, int which) {
  if (write(fd, answers[which].bytes, answers[which].length) < 0) { /* gone: nothing to do */ }
  close(fd);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  struct rlimit most = {65536, 65536};
  setrlimit(RLIMIT_NOFILE, &most);
  for (int i = 0; i < 4; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", argv[2], names[i]);
    FILE *file = fopen(path, "rb");
    if (!file) return 2;
    answers[i].bytes = malloc(65536);
    answers[i].length = fread(answers[i].bytes, 1, 65536, file);
    fclose(file);
  }
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) return 1;
  socklen_t size = sizeof address;
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);

  int poll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[512];
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    int ready = epoll_wait(poll, events, 512, slow_head == slow_tail ? 1000 : 10);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        for (int client; (client = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0;) {
          event.events = EPOLLIN, event.data.fd = client;
          epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
        }
        continue;
      }
      char request[4096];
      int length = read(fd, request, sizeof request - 1);
      if (length <= 0) { close(fd); continue; }
      request[length] = 0;
      int which = -1;
      for (int n = 0; n < 4; n++) if (strstr(request, names[n])) which = n;
      if (which < 0) { close(fd); continue; }
      struct sockaddr_in own;
      size = sizeof own;
      getsockname(fd, (struct sockaddr *)&own, &size);
      unsigned ip = ntohl(own.sin_addr.s_addr), third = (ip >> 16) & 255, last = (ip & 255) % 20;
      if (third == 3 && last == 13) { epoll_ctl(poll, EPOLL_CTL_MOD, fd, &(struct epoll_event){.events = EPOLLRDHUP, .data.fd = fd}); continue; }
      if (third == 3 && last == 7) {
        epoll_ctl(poll, EPOLL_CTL_DEL, fd, 0);
        slow[slow_tail % 65536].fd = fd, slow[slow_tail % 65536].answer = which, slow[slow_tail % 65536].at = now() + 2;
        slow_tail++;
        continue;
      }
      answer_on(fd, which);
    }
    for (double t = now(); slow_head != slow_tail && slow[slow_head % 65536].at <= t; slow_head++)
      answer_on(slow[slow_head % 65536].fd, slow[slow_head % 65536].answer);
  }
}
