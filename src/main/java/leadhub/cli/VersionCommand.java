package leadhub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Prints the version. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        description = "Prints the version.",
        footer = {"", "Example:", "  bin/leadhub version"})
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    private final @Nullable Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    /** For {@code --version}. */
    @SuppressWarnings("unused")
    VersionCommand() {
        this.console = null;
    }

    @Override
    public Integer call() {
        if (console != null) {
            console.out().println(version());
        }
        return 0;
    }

    @Override
    public String[] getVersion() {
        return new String[] {version()};
    }

    /** Of this build. */
    static String version() {
        try (var stream = VersionCommand.class.getResourceAsStream("/META-INF/build-info.properties")) {
            var properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty("build.version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
