// snmp PORT get|walk SESSIONS MS: net-snmp's own C library, asynchronous, sessions kept: GETs of ten OIDs, or walks of a table
// of ten columns and forty rows by GETBULK. Prints the OIDs a CPU-second, and fails when a value is not what the agent holds.
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <time.h>

static double cpu(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec / 1e9; }
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }
static const oid root[] = {1, 3, 6, 1, 4, 1, 99999, 1, 1};
enum { ROOT = sizeof root / sizeof *root, ROWS = 40 };
static int walking;
static long oids;

static void ask(struct snmp_session *session, const struct variable_list *after) {
  struct snmp_pdu *pdu = snmp_pdu_create(walking ? SNMP_MSG_GETBULK : SNMP_MSG_GET);
  oid name[ROOT + 2];
  memcpy(name, root, sizeof root);
  if (walking) {
    pdu->non_repeaters = 0, pdu->max_repetitions = ROWS;
    if (after) snmp_add_null_var(pdu, after->name, after->name_length);
    else snmp_add_null_var(pdu, name, ROOT);
  } else
    for (int column = 1; column <= 10; column++) {
      name[ROOT] = column, name[ROOT + 1] = 7;
      snmp_add_null_var(pdu, name, ROOT + 2);
    }
  if (!snmp_send(session, pdu)) exit(1);
}

static int answered(int operation, struct snmp_session *session, int id, struct snmp_pdu *pdu, void *data) {
  (void)id, (void)data;
  if (operation != NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE) { fprintf(stderr, "no answer\n"); exit(1); }
  const struct variable_list *last = 0;
  for (struct variable_list *var = pdu->variables; var; var = var->next_variable) {
    last = var->type == SNMP_ENDOFMIBVIEW ? 0 : var;
    if (!last) break;
    oids++;
    if (*var->val.integer != (long)(1000 * var->name[ROOT] + var->name[ROOT + 1])) { fprintf(stderr, "another value\n"); exit(1); }
  }
  ask(session, walking ? last : 0);
  return 1;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  walking = !strcmp(argv[2], "walk");
  char peer[64];
  snprintf(peer, sizeof peer, "127.0.0.1:%s", argv[1]);
  setenv("MIBS", "", 1);
  init_snmp("floor");
  for (int i = atoi(argv[3]); i--;) {
    struct snmp_session session, *opened;
    snmp_sess_init(&session);
    session.peername = peer, session.version = SNMP_VERSION_2c, session.community = (unsigned char *)"public", session.community_len = 6;
    session.callback = answered, session.timeout = 2000000, session.retries = 2;
    if (!(opened = snmp_open(&session))) return 1;
    ask(opened, 0);
  }
  double begun = cpu(), ends = now() + atof(argv[4]) / 1000;
  while (now() < ends) {
    int fds = 0, block = 1;
    fd_set set;
    struct timeval timeout;
    FD_ZERO(&set);
    snmp_select_info(&fds, &set, &timeout, &block);
    if (select(fds, &set, 0, 0, block ? 0 : &timeout) > 0) snmp_read(&set);
    else snmp_timeout();
  }
  printf("%f\n", oids / (cpu() - begun));
  return 0;
}
