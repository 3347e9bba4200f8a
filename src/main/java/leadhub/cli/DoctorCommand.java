package leadhub.cli;

import java.util.List;
import java.util.concurrent.Callable;
import leadhub.base.settings.Setting;
import picocli.CommandLine.Command;

/** Looks at everything and says how it is. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what is running, in which versions, and what needs attention. Exits with 1 if something does.",
            "Run it with the server's own settings, so that it checks the same things."
        },
        footer = {"", "Example:", "  bin/leadhub doctor --data /var/lib/leadhub"})
final class DoctorCommand implements Callable<Integer> {
    static final List<Setting> SETTINGS = List.of(Setting.values());

    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        System.setProperty("leadhub.log", "WARN");
        var findings = new Examination(console.settings()).findings();
        for (var finding : findings) {
            console.out().printf("%-5s %-12s %s%n", finding.isGood() ? "ok" : "LOOK", finding.about(), finding.text());
        }
        return findings.stream().allMatch(Examination.Finding::isGood) ? 0 : Program.FAILED;
    }
}
