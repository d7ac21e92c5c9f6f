// modbus PORT CONNECTIONS MS FUNCTION START COUNT [START COUNT]...: on each kept connection the reads of a poll one after the other, decoding
// nothing. Prints the polls a CPU-second, and fails when an answer has another length.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static double cpu(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec / 1e9; }
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }
typedef struct { int fd, at; unsigned short id; } Line;
static int function, reads, starts[8], counts[8];

static int ask(Line *line) {
  int start = starts[line->at], count = counts[line->at];
  unsigned short id = ++line->id;
  unsigned char request[12] = {id >> 8, id & 255, 0, 0, 0, 6, 1, function, start >> 8, start & 255, count >> 8, count & 255};
  return write(line->fd, request, 12) == 12;
}

int main(int argc, char **argv) {
  if (argc < 7) return 2;
  int connections = atoi(argv[2]), done = 0, one = 1;
  double ms = atof(argv[3]);
  function = atoi(argv[4]);
  for (int i = 5; i + 1 < argc && reads < 8; i += 2, reads++) starts[reads] = atoi(argv[i]), counts[reads] = atoi(argv[i + 1]);
  int poll = epoll_create1(0);
  Line *lines = calloc(connections, sizeof *lines);
  for (int i = 0; i < connections; i++) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    to.sin_addr.s_addr = htonl(0x7f010001 + i);
    lines[i].fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(lines[i].fd, (struct sockaddr *)&to, sizeof to)) return 1;
    setsockopt(lines[i].fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &lines[i]};
    epoll_ctl(poll, EPOLL_CTL_ADD, lines[i].fd, &event);
    if (!ask(&lines[i])) return 1;
  }
  struct epoll_event events[256];
  unsigned char answer[512];
  double begun = cpu(), ends = now() + ms / 1000;
  while (now() < ends) {
    int ready = epoll_wait(poll, events, 256, 100);
    for (int i = 0; i < ready; i++) {
      Line *line = events[i].data.ptr;
      if (read(line->fd, answer, sizeof answer) != 9 + 2 * counts[line->at]) { fprintf(stderr, "another length\n"); return 1; }
      if (++line->at == reads) { line->at = 0; done++; }
      if (!ask(line)) return 1;
    }
  }
  printf("%f\n", done / (cpu() - begun));
  return 0;
}
