package leadhub.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a command printed, and how it ended. Runs in the tests' own process, which is quicker. */
record Command(int status, String output, String errors) {
    static Command run(String... arguments) {
        return runWith(Map.of(), arguments);
    }

    static Command runWith(Map<String, String> environment, String... arguments) {
        var output = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        var status = Program.run(
                arguments,
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                environment);
        return new Command(status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }
}
