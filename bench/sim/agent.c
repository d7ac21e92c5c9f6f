// agent PORT ROWS: an SNMP v2c agent with one table, 1.3.6.1.4.1.99999.1.1.C.R with ten columns of ROWS rows, all gauges. Answers GET, GETNEXT
// and GETBULK, and knows no community.
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static int rows;
enum { COLUMNS = 10 };
static const unsigned char root[] = {0x2b, 6, 1, 4, 1, 0x86, 0x8d, 0x1f, 1, 1};

static unsigned length_at(unsigned char **p) {
  unsigned n = *(*p)++;
  if (n < 128) return n;
  unsigned value = 0;
  for (unsigned i = n & 127; i; i--) value = value << 8 | *(*p)++;
  return value;
}

// The cell that an OID names, 1-based column and row, or what stands before it: 0 where a part is missing.
static void cell_of(const unsigned char *oid, unsigned n, int *column, int *row) {
  *column = *row = 0;
  if (n < sizeof root || memcmp(oid, root, sizeof root)) return;
  const unsigned char *p = oid + sizeof root, *end = oid + n;
  int *parts[] = {column, row};
  for (int i = 0; i < 2 && p < end; i++) {
    int value = 0;
    while (p < end) { unsigned char b = *p++; value = value << 7 | (b & 127); if (b < 128) break; }
    *parts[i] = value;
  }
}

// Written from the back, so that lengths are known.
static unsigned char buffer[65536], *out;
static void put_length(unsigned n) {
  if (n < 128) *--out = n;
  else if (n < 256) { *--out = n; *--out = 0x81; }
  else { *--out = n & 255; *--out = n >> 8; *--out = 0x82; }
}
static void put_varbind(int column, int row) {
  unsigned char *end = out;
  if (column > COLUMNS || column < 1) {
    *--out = 0, *--out = 0x82; // the end of the view
    column = COLUMNS, row = rows;
  } else {
    unsigned value = 1000 * column + row;
    *--out = value & 255, *--out = value >> 8 & 255, *--out = 2, *--out = 0x42;
  }
  unsigned char *name = out;
  *--out = row & 127;
  if (row > 127) *--out = 128 | row >> 7;
  *--out = column;
  out -= sizeof root;
  memcpy(out, root, sizeof root);
  put_length(name - out), *--out = 6;
  put_length(end - out), *--out = 0x30;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  rows = atoi(argv[2]);
  int fd = socket(AF_INET, SOCK_DGRAM, 0), size = 4 << 20;
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(fd, (struct sockaddr *)&address, sizeof address)) return 1;
  socklen_t named = sizeof address;
  getsockname(fd, (struct sockaddr *)&address, &named);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  unsigned char request[65536];
  int cells[4096][2];
  for (;;) {
    struct sockaddr_in from;
    socklen_t from_size = sizeof from;
    int n = recvfrom(fd, request, sizeof request, 0, (struct sockaddr *)&from, &from_size);
    if (n < 20) continue;
    unsigned char *p = request + 1;
    length_at(&p);
    p += 3; // version
    p++;
    unsigned community_length = length_at(&p);
    unsigned char *community = p;
    p += community_length;
    int type = *p++;
    length_at(&p);
    p++;
    unsigned id_length = length_at(&p);
    unsigned char *id = p;
    p += id_length + 1;
    unsigned m = length_at(&p);
    p += m + 1;
    m = length_at(&p);
    int repetitions = 0;
    for (unsigned i = 0; i < m; i++) repetitions = repetitions << 8 | *p++;
    p++;
    length_at(&p);
    int count = 0;
    while (p < request + n && count < 4000) {
      p++;
      length_at(&p);
      p++;
      unsigned oid_length = length_at(&p);
      int column, row;
      cell_of(p, oid_length, &column, &row);
      p += oid_length + 2;
      for (int r = 0; r < (type == 0xa5 ? repetitions : 1) && count < 4000; r++) {
        if (type != 0xa0) {
          if (column == 0) column = 1, row = 1;
          else if (++row > rows) column++, row = 1;
        }
        cells[count][0] = column, cells[count++][1] = row;
      }
    }
    out = buffer + sizeof buffer;
    for (int i = count; i--;) put_varbind(cells[i][0], cells[i][1]);
    put_length(buffer + sizeof buffer - out), *--out = 0x30;
    for (int i = 0; i < 2; i++) *--out = 0, *--out = 1, *--out = 2;
    out -= id_length, memcpy(out, id, id_length), put_length(id_length), *--out = 2;
    put_length(buffer + sizeof buffer - out), *--out = 0xa2;
    out -= community_length, memcpy(out, community, community_length), put_length(community_length), *--out = 4;
    *--out = 1, *--out = 1, *--out = 2;
    put_length(buffer + sizeof buffer - out), *--out = 0x30;
    sendto(fd, out, buffer + sizeof buffer - out, 0, (struct sockaddr *)&from, from_size);
  }
}
