package leadhub.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import leadhub.base.settings.Setting;
import leadhub.base.settings.Settings;
import leadhub.base.settings.SetupProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** Where a command reads its settings and prints what it has to say. */
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Map<String, String> flags = new TreeMap<>();

    Console(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** For results, which scripts read. */
    PrintStream out() {
        return out;
    }

    /** For everything else. */
    PrintStream err() {
        return err;
    }

    /** Whether errors show where they come from. */
    boolean debugs() {
        return !environment.getOrDefault("LEADHUB_DEBUG", "").isEmpty();
    }

    Settings settings() {
        try {
            return Settings.of(flags, environment);
        } catch (SetupProblem e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Gives a command a setting as an option. */
    void offer(CommandSpec command, Setting setting) {
        offer(command, setting, setting.description());
    }

    /** The same with words of its own. */
    void offer(CommandSpec command, Setting setting, String description) {
        command.addOption(OptionSpec.builder(setting.flag())
                .paramLabel("<" + setting.placeholder().toLowerCase(java.util.Locale.ROOT) + ">")
                .type(String.class)
                .description(described(setting, description))
                .setter(remember(setting.flag()))
                .build());
    }

    private ISetter remember(String flag) {
        return new ISetter() {
            @Override
            public <T extends @Nullable Object> T set(T value) {
                if (value != null) {
                    flags.put(flag, value.toString());
                }
                return value;
            }
        };
    }

    private static String described(Setting setting, String description) {
        var fallback = setting.fallback().isEmpty() ? "" : " Usually " + setting.fallback() + ".";
        return description.replace("%", "%%") + fallback + " (" + setting.variable() + ")";
    }
}
