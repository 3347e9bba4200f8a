package leadhub.cli;

import java.io.PrintStream;
import java.util.Objects;
import leadhub.base.settings.Settings;

/** What the server prints when it is ready. */
final class Greeting {
    private final PrintStream out;
    private final Server server;
    private final Settings settings;

    Greeting(PrintStream out, Server server, Settings settings) {
        this.out = out;
        this.server = server;
        this.settings = settings;
    }

    void print() {
        var address = Objects.requireNonNullElse(settings.baseUrl(), server.url());
        var ready = "LeadHub " + VersionCommand.version() + " is ready at " + address + "\n";
        out.print(ready + server.made().map(this::introduction).orElse(""));
        out.flush();
    }

    /** The curl lines go to this machine, for a proxy may not be there yet. */
    private String introduction(FirstStart.Made made) {
        return """

                This is the first start. It created a workspace, an admin and two API keys with full access, which
                includes making people admins and setting passwords (admin:users).
                Save these secrets now: they are shown only once, and just their hashes are stored.
                Sign in at %6$s with this email and password.

                  Workspace      %1$s
                  Email          %2$s
                  Password       %3$s
                  LeadHub key    %4$s
                  Lymbe key      %5$s

                Create a lead as a LeadHub client, and list it as a Lymbe client:

                curl -X POST '%6$s/api/v1/leads' -H 'Authorization: Bearer %4$s' -H 'Content-Type: application/json' -d '{"first_name":"Sarah","last_name":"Johnson","email":"sarah@example.com"}'

                curl '%6$s/api/v1/leads?limit=20' -H 'X-API-Key: %5$s'

                """.formatted(
                made.workspace(), made.email(), made.password(), made.leadHubKey(), made.lymbeKey(), server.url());
    }
}
