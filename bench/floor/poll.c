// poll PORT TARGETS IN_FLIGHT MS COMMAND...: asks every target (127.1.x.y) each command, one connection each, reads to the end and parses nothing.
// Prints the polls a CPU-second, and fails when an answer is empty.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static double cpu(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec / 1e9; }
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }
static int port, targets, next_target, poll_fd, commands;
static char **command;
typedef struct { int fd, target, at, bytes, sent; } Job;

static void start(Job *job) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
  to.sin_addr.s_addr = htonl(0x7f010001 + job->target);
  job->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  job->bytes = job->sent = 0;
  connect(job->fd, (struct sockaddr *)&to, sizeof to);
  struct epoll_event event = {.events = EPOLLOUT, .data.ptr = job};
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, job->fd, &event);
}

int main(int argc, char **argv) {
  if (argc < 6) return 2;
  port = atoi(argv[1]), targets = atoi(argv[2]);
  int in_flight = atoi(argv[3]), done = 0;
  double ms = atof(argv[4]);
  command = argv + 5, commands = argc - 5;
  poll_fd = epoll_create1(0);
  Job *jobs = calloc(in_flight, sizeof *jobs);
  for (int i = 0; i < in_flight; i++) { jobs[i].target = next_target++ % targets; start(&jobs[i]); }
  struct epoll_event events[512];
  char buffer[65536];
  double begun = cpu(), ends = now() + ms / 1000;
  while (now() < ends) {
    int ready = epoll_wait(poll_fd, events, 512, 100);
    for (int i = 0; i < ready; i++) {
      Job *job = events[i].data.ptr;
      if (!job->sent) {
        char request[128];
        int length = snprintf(request, sizeof request, "{\"command\":\"%s\"}", command[job->at]);
        if (write(job->fd, request, length) != length) { fprintf(stderr, "no connection\n"); return 1; }
        job->sent = 1;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = job};
        epoll_ctl(poll_fd, EPOLL_CTL_MOD, job->fd, &event);
        continue;
      }
      int length = read(job->fd, buffer, sizeof buffer);
      if (length > 0) job->bytes += length;
      if (length > 0 && buffer[length - 1] != 0) continue;
      close(job->fd);
      if (job->bytes == 0) { fprintf(stderr, "empty answer\n"); return 1; }
      if (++job->at == commands) { done++; job->at = 0; job->target = next_target++ % targets; }
      start(job);
    }
  }
  printf("%f\n", done / (cpu() - begun));
  return 0;
}
