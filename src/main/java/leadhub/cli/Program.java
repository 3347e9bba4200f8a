package leadhub.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.api.RefusalWords;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.settings.Setting;
import leadhub.base.settings.SetupProblem;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line: which commands there are, and how an error becomes one line and a status. */
public final class Program {
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final RefusalWords WORDS = RefusalWords.LEADHUB;

    private final Console console;

    private Program(Console console) {
        this.console = console;
    }

    /** Runs a command and returns the status to exit with: 0, 1 if it failed, 2 if it was misused. */
    public static int run(String[] arguments, PrintStream out, PrintStream err, Map<String, String> environment) {
        return new Program(new Console(out, err, environment)).run(arguments);
    }

    private int run(String[] arguments) {
        var commands = new CommandLine(new ServeCommand.ByDefault(console))
                .addSubcommand(new ServeCommand(console))
                .addSubcommand(new WorkspaceCommand(console))
                .addSubcommand(new UserCommand(console))
                .addSubcommand(new KeyCommand(console))
                .addSubcommand(new SecretsCommand(console))
                .addSubcommand(new MigrateCommand(console))
                .addSubcommand(new DistributeCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new ImportCommand(console))
                .addSubcommand(new SeedCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new VersionCommand(console))
                .addSubcommand(new RehearseCommand(console));
        offerSettings(commands);
        tellVersion(commands);
        commands.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((exception, given) -> misused(exception))
                .setExecutionExceptionHandler((exception, command, given) -> failed(exception));
        return commands.execute(arguments);
    }

    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new VersionCommand());
        command.getSubcommands().values().forEach(Program::tellVersion);
    }

    private void offerSettings(CommandLine commands) {
        var server = List.of(Setting.values());
        var database = List.of(Setting.DATA, Setting.DATABASE_URL);
        server.forEach(setting -> console.offer(commands.getCommandSpec(), setting));
        commands.getSubcommands().forEach((name, command) -> {
            switch (name) {
                case "serve" -> server.forEach(setting -> console.offer(command.getCommandSpec(), setting));
                case "doctor" ->
                    DoctorCommand.SETTINGS.forEach(setting -> console.offer(command.getCommandSpec(), setting));
                case "migrate", "distribute", "import", "export" ->
                    database.forEach(setting -> console.offer(command.getCommandSpec(), setting));
                case "seed" -> {
                    console.offer(command.getCommandSpec(), Setting.WORKSPACE, "Workspace to fill.");
                    database.forEach(setting -> console.offer(command.getCommandSpec(), setting));
                }
                case "secrets" ->
                    command.getSubcommands()
                            .values()
                            .forEach(verb -> SecretsCommand.SETTINGS.forEach(
                                    setting -> console.offer(verb.getCommandSpec(), setting)));
                case "version", "rehearse" -> {}
                default ->
                    command.getSubcommands()
                            .values()
                            .forEach(
                                    verb -> database.forEach(setting -> console.offer(verb.getCommandSpec(), setting)));
            }
        });
    }

    private int misused(ParameterException exception) {
        var command = exception.getCommandLine().getCommandSpec().qualifiedName();
        var wrong = String.valueOf(exception.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("[.:]+$", "");
        console.err().println(wrong + ": see bin/" + command + " --help.");
        trace(exception);
        return MISUSED;
    }

    private int failed(Exception exception) {
        trace(exception);
        switch (exception) {
            case UsageException usage -> {
                console.err().println(usage.getMessage());
                return MISUSED;
            }
            case SetupProblem problem -> console.err().println(problem.getMessage());
            case ProblemException refused -> {
                console.err().println(worded(refused.problem()));
                return refused.problem() instanceof Problem.Invalid ? MISUSED : FAILED;
            }
            default ->
                console.err()
                        .println("That failed (" + root(exception)
                                + "): bin/leadhub doctor may tell why; LEADHUB_DEBUG=1 shows where it happened.");
        }
        return FAILED;
    }

    private static String worded(Problem problem) {
        return switch (problem) {
            case Problem.Invalid(var errors) ->
                errors.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream().map(refusal -> WORDS.say(entry.getKey(), refusal)))
                        .collect(Collectors.joining(" "));
            case Problem.NotFound(var refusal) -> WORDS.say(refusal);
            case Problem.Merged merged -> WORDS.say(merged.refusal());
            case Problem.Conflict(var refusal) -> WORDS.say(refusal);
            case Problem.Forbidden(var refusal) -> WORDS.say(refusal);
            case Problem.BadRequest(var refusal) -> WORDS.say(refusal);
            case Problem.UnsupportedMediaType(var refusal) -> WORDS.say(refusal);
            case Problem.Unauthorized refused -> refused.toString();
            case Problem.MethodNotAllowed refused -> refused.toString();
            case Problem.TooLarge refused -> refused.toString();
            case Problem.TooSlow refused -> refused.toString();
            case Problem.PreconditionFailed refused -> refused.toString();
            case Problem.Unavailable refused -> refused.toString();
            case Problem.RateLimited refused -> refused.toString();
            case Problem.ServerError refused -> refused.toString();
        };
    }

    private static String root(Throwable exception) {
        var cause = exception;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return cause.getClass().getSimpleName() + message.replaceAll("\\s+", " ");
    }

    private void trace(Exception exception) {
        if (console.debugs()) {
            exception.printStackTrace(console.err());
        }
    }
}
