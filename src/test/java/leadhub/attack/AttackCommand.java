package leadhub.attack;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Attacks servers that it starts on loopback, and prints what held. */
public final class AttackCommand {
    private static final List<Attack> ATTACKS = Stream.concat(
                    Stream.of(
                            new DatabaseAway(),
                            new DeadServer(),
                            new DeclaredSignIns(),
                            FailOver.killed(),
                            FailOver.silent(),
                            new FloodingNeighbour(),
                            new GuessedCodes(),
                            new HostileReceivers(),
                            new KeyForUsers(),
                            new LargeLists(),
                            new LockedOut(),
                            new NearMailServers(),
                            new NearReceivers(),
                            new NestedForms(),
                            new RollingRestart()),
                    Stream.concat(SlowCrowd.all().stream(), UploadCrowd.all().stream()))
            .toList();

    private static final String HELP = """
            Usage: bin/attack [--list] [NAME …]

            Starts servers on loopback, each with the memory of bin/leadhub and a folder of its own under target/, attacks
            them in the ways that docs/security.md describes, and prints a table of what was promised and measured.
            Ends with 1 if a promise was broken. The servers' own output is in their last lines if they die.

              NAME        only attacks whose name contains this; several are possible
              --list      the names and promises, without attacking
              --as-built  attack what was compiled last, without compiling (first option)
              --help      this text
            """;

    private AttackCommand() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var names = List.of(arguments);
        if (names.contains("--help")) {
            out.print(HELP);
            return;
        }
        if (names.contains("--list")) {
            ATTACKS.forEach(attack -> out.println(attack.name() + "  " + attack.promise()));
            return;
        }
        var chosen = ATTACKS.stream()
                .filter(attack -> names.isEmpty() || names.stream().anyMatch(attack.name()::contains))
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("There is no attack called " + String.join(" or ", names) + "; try --list.");
            System.exit(2);
        }
        System.exit(run(chosen, out) ? 0 : 1);
    }

    /** Whether every promise was kept. */
    private static boolean run(List<Attack> attacks, PrintStream out) {
        out.println("| attack | promise | measured | kept |\n|---|---|---|---|");
        var all = true;
        for (var attack : attacks) {
            System.err.println("Attacking: " + attack.name());
            var outcome = run(attack);
            out.println("| " + attack.name() + " | " + attack.promise() + " | " + outcome.figures() + " | "
                    + (outcome.kept() ? "yes" : "**no**") + " |");
            all &= outcome.kept();
        }
        return all;
    }

    private static Attack.Outcome run(Attack attack) {
        try (var target = Target.start(attack.javaOptions(), attack.settings())) {
            var outcome = attack.run(target);
            if (!target.isAlive()) {
                System.err.println(target.errors());
            }
            return outcome;
        } catch (Exception e) {
            e.printStackTrace();
            return new Attack.Outcome(false, "failed: " + e);
        }
    }
}
