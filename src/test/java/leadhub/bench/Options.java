package leadhub.bench;

import java.util.List;

/**
 * How the benchmark was asked to run.
 *
 * @param seconds length of one round
 * @param only parts of operations' names, between commas; empty for all
 * @param keep go on with the data of the last run
 * @param explain write down the plans of what misses a target
 */
record Options(int smallLeads, int largeLeads, double seconds, String only, boolean keep, boolean explain) {
    static final String HELP = """
            Usage: bin/bench [--small] [--seconds N] [--only NAME] [--keep] [--explain]
                           | --webhooks [--only NAME] | --automations [--small] | --exports [--small] | --imports [--small]
                           | --forms [--small]
                           | --hooks [--small]
                           | --chats [--small]

            Seeds workspaces of 10,000 and 1,000,000 leads into target/bench-data, starts the real server on them, and
            measures every operation against the same SQL in a bare JDBC loop. The table goes to stdout and to
            target/bench.md, progress to stderr. docs/benchmark.md tells how to read it.

              --small      10,000 and 100,000 leads and short rounds: a look in a few minutes
              --seconds N  seconds a round takes (0.8, or 0.3 with --small); each figure is the best of three rounds
              --only NAME  only operations whose name contains NAME, such as 'search' or 'create', or one of several: 'report,table'
              --keep       use the data of the last run instead of seeding anew
              --explain    also write PostgreSQL's plans of what misses a target into target/bench-plans.md
              --webhooks   only what webhooks cost, how soon they tell, and how many a second; with --only 'cost', 'idle', 'slow',
                           'neighbour' or 'backlog' one of these
              --automations  only what automations cost, how many runs a second, and how soon one begins beside an import of
                           100,000 leads (10,000 with --small)
              --exports    only exports of 1,000,000 leads, lists that are read on, and calls with 1,000 rows (100,000 leads with --small)
              --imports    only how long an import of 1,000,000 leads takes (100,000 with --small), in how much memory, and what
                           another workspace notices of it
              --forms      only a form that 200 visitors send 1,000 times a second for 60 s (10 s with --small): how many are answered and made
                           leads, whether one is lost, and what another workspace notices of it
              --hooks      only how soon a provider that posts leads is answered, idle and while another workspace imports and changes
                           100,000 leads (10,000 with --small)
              --chats      only 2,000 open conversations with 200 messages a second for 60 s (200, 20 and 10 s with --small), visitors at one
                           process and the team at another: how soon each is on the other side, whether one is lost, and in how much memory
              --help       this text
            """;

    static Options parse(List<String> arguments) {
        var small = arguments.contains("--small");
        var seconds = small ? 0.3 : 0.8;
        var only = "";
        for (var i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--small", "--keep", "--explain" -> {}
                case "--seconds" -> seconds = Double.parseDouble(value(arguments, ++i));
                case "--only" -> only = value(arguments, ++i);
                default -> throw new IllegalArgumentException("Unknown option " + arguments.get(i) + "; try --help.");
            }
        }
        return new Options(
                10_000,
                small ? 100_000 : 1_000_000,
                seconds,
                only,
                arguments.contains("--keep"),
                arguments.contains("--explain"));
    }

    private static String value(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException(arguments.get(index - 1) + " needs a value; try --help.");
        }
        return arguments.get(index);
    }
}
