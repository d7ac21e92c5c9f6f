// modbus PORT: a Modbus TCP meter that answers every read of registers with 1.0 as 32-bit floats, on as many connections as come.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc != 2) return 2;
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
    int ready = epoll_wait(poll, events, 512, 1000);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        for (int client; (client = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0;) {
          setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          event.events = EPOLLIN, event.data.fd = client;
          epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
        }
        continue;
      }
      unsigned char request[260], answer[512];
      int length = read(fd, request, sizeof request);
      if (length < 12) { close(fd); continue; }
      int count = request[10] << 8 | request[11];
      if (count > 125) { close(fd); continue; }
      memcpy(answer, request, 8);
      answer[4] = (3 + count * 2) >> 8, answer[5] = (3 + count * 2) & 255, answer[8] = count * 2;
      for (int r = 0; r < count; r++) answer[9 + 2 * r] = r % 2 ? 0 : 0x3f, answer[10 + 2 * r] = r % 2 ? 0 : 0x80;
      if (write(fd, answer, 9 + count * 2) < 0) close(fd);
    }
  }
}
