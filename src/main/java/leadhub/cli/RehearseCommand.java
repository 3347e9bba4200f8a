package leadhub.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.Callable;
import leadhub.base.settings.Setting;
import leadhub.base.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts a server on a folder of its own, calls it a little and stops it, while Java writes down what it loads:
 * {@code bin/leadhub} makes the cache of it that later starts are fast by.
 */
@Command(name = "rehearse", hidden = true, description = "Runs a server for a moment, so that Java learns to start it.")
final class RehearseCommand implements Callable<Integer> {
    private final Console console;

    RehearseCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--folder", required = true, description = "A folder that is thrown away afterwards.")
    private String folder = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = Settings.of(
                Map.of(
                        Setting.DATA.flag(), folder,
                        Setting.PORT.flag(), "0",
                        Setting.MANAGEMENT_PORT.flag(), "0"),
                Map.of());
        try (var server = Server.start(settings);
                var http = HttpClient.newHttpClient()) {
            new Rehearsal(http, server.url(), server.made().orElseThrow()).play();
        }
        console.err().println("Rehearsed.");
        return 0;
    }
}
