package leadhub.cli;

import leadhub.base.Unicode;
import leadhub.workspaces.NewWorkspace;
import leadhub.workspaces.Workspaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates and lists workspaces. */
@Command(
        name = "workspace",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Creates and lists workspaces.",
        footer = {"", "Example:", "  bin/leadhub workspace create --slug acme --name 'Acme Inc'"})
final class WorkspaceCommand {
    private final Console console;

    WorkspaceCommand(Console console) {
        this.console = console;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Creates a workspace with its first pipeline and no users.",
            footer = {
                "",
                "Examples:",
                "  bin/leadhub workspace create --slug acme --name 'Acme Inc'",
                "  bin/leadhub workspace create --slug zorn --name 'Zorn AG' --time-zone Europe/Berlin --country DE"
            })
    int create(
            @Option(names = "--slug", required = true, description = "Short name in URLs: a-z, 0-9 and -.") String slug,
            @Option(names = "--name", required = true, description = "Display name.") String name,
            @Option(names = "--time-zone", defaultValue = "UTC", description = "Such as Europe/Berlin. Usually UTC.")
                    String timeZone,
            @Option(
                            names = "--country",
                            defaultValue = "US",
                            description = "Country of phone numbers without a country code, such as DE. Default: US.")
                    String country) {
        var wanted =
                new NewWorkspace(slug, Unicode.nfc(name), Arguments.timeZone(timeZone), Arguments.country(country));
        try (var verbs = Verbs.open(console)) {
            var made = verbs.get(Workspaces.class).create(wanted);
            console.err()
                    .println("Created workspace " + made.slug() + ". Next: bin/leadhub user create --workspace "
                            + made.slug() + " … and bin/leadhub key create --workspace " + made.slug() + " …");
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Lists all workspaces.",
            footer = {"", "Example:", "  bin/leadhub workspace list"})
    int list() {
        try (var verbs = Verbs.open(console)) {
            var table = new Table("ID", "SLUG", "NAME", "TIME ZONE", "COUNTRY", "CREATED");
            for (var workspace : verbs.get(Workspaces.class).all()) {
                table.add(
                        workspace.id(),
                        workspace.slug(),
                        workspace.name(),
                        workspace.timeZone(),
                        workspace.defaultCountry(),
                        Table.time(workspace.createdAt()));
            }
            table.print(console.out());
        }
        return 0;
    }
}
