package leadhub.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import leadhub.base.settings.SetupProblem;

/** One look at an installation from outside: settings, server, disk, database, jobs. */
final class Examination {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(5);
    private static final long LITTLE_SPACE = 1L << 30;

    private final Settings settings;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Settings settings) {
        this.settings = settings;
    }

    /** What was found about something, and whether it is as it should be. */
    record Finding(String about, boolean isGood, String text) {}

    List<Finding> findings() {
        good(
                "LeadHub",
                VersionCommand.version() + ", Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch"));
        lookAtSettings();
        lookAtServer();
        if (settings.databaseUrl() != null || lookAtFolder()) {
            lookAtDatabase();
        }
        return findings;
    }

    private void lookAtSettings() {
        var isOpen = !settings.address().isLoopbackAddress();
        if (isOpen && settings.baseUrl() == null) {
            bad(
                    "Settings",
                    "it listens on all the world without --base-url: links in answers then follow what callers "
                            + "say; give the address that people use");
        } else if (settings.baseUrl() != null
                && settings.baseUrl().startsWith("https:")
                && settings.trustedProxies().isEmpty()) {
            bad(
                    "Settings",
                    "--base-url is https, so a proxy stands before it, but --trusted-proxies is empty: all "
                            + "callers without a key then share one limit; name the proxy, such as 127.0.0.1");
        } else {
            good("Settings", "OK");
        }
    }

    private void lookAtServer() {
        var note = settings.databaseUrl() == null
                ? ServerNote.find(settings.data())
                : java.util.Optional.<ServerNote.Found>empty();
        var host = settings.address().isAnyLocalAddress()
                ? "127.0.0.1"
                : settings.address().getHostAddress();
        var url = note.map(ServerNote.Found::url)
                .orElse("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + settings.port());
        var process = note.map(found -> "process " + found.pid() + ", ").orElse("");
        if (answers(url + "/api/v1/health")) {
            good(
                    "Server",
                    "running, " + process + url
                            + note.map(found -> ", management " + found.managementUrl())
                                    .orElse(""));
        } else if (note.isPresent() && note.get().isAlive()) {
            bad("Server", process + "doesn't answer at " + url + ": check its log, then restart it");
        } else {
            bad("Server", "isn't running: start it with bin/leadhub");
        }
    }

    private boolean lookAtFolder() {
        var data = settings.data();
        if (!Files.exists(data.resolve("postgresql"))) {
            bad("Data folder", data + " has no data yet: start the server once, or choose another folder with --data");
            return false;
        }
        try {
            var free = Files.getFileStore(data).getUsableSpace();
            var text = data + ", " + megabytes(free) + " free on its disk";
            if (free < LITTLE_SPACE) {
                bad("Data folder", text + ": free some space, because PostgreSQL stops when the disk is full");
            } else {
                good("Data folder", text);
            }
        } catch (IOException e) {
            bad("Data folder", data + " can't be checked: " + e.getMessage());
        }
        return true;
    }

    private void lookAtDatabase() {
        try (var database = Database.open(settings, Database.Mode.COMMAND);
                var connection = database.owner().connect()) {
            var sql = new DoctorSql(connection);
            var about = sql.about();
            var embedded = database.embedded();
            good(
                    "PostgreSQL",
                    about.version() + ", "
                            + (embedded == null
                                    ? settings.databaseUrl() + ", talks to " + about.address()
                                    : "embedded, process " + embedded.pid() + ", port " + embedded.port())
                            + ", " + about.connections() + " of " + about.mostConnections() + " connections");
            lookAtClock(about);
            if (lookAtSchema(database.schema())) {
                good(
                        "Database",
                        megabytes(about.bytes()) + ", " + sql.workspaces() + " workspaces, about " + sql.leadsAbout()
                                + " leads");
                lookAtJobs(sql.jobs());
                lookAtAccounts(sql.accountsWithTwinEmail());
            }
        } catch (SetupProblem | SQLException e) {
            bad("PostgreSQL", String.valueOf(e.getMessage()));
        }
    }

    private void lookAtClock(DoctorSql.About about) {
        var difference = Duration.between(about.now(), Instant.now()).abs();
        if (difference.compareTo(CLOCK_DIFFERENCE) > 0) {
            bad(
                    "Clock",
                    "differs from the database's by " + difference.toSeconds() + " s: let both machines ask a "
                            + "time server");
        }
    }

    private boolean lookAtSchema(Database.Schema schema) {
        if (schema.current() == null) {
            bad("Schema", "there are no tables yet: start the server, or run bin/leadhub migrate");
            return false;
        }
        if (schema.pending() > 0) {
            bad(
                    "Schema",
                    "version " + schema.current() + ", " + schema.pending()
                            + " steps to go: restart the server, or run bin/leadhub migrate");
            return true;
        }
        good("Schema", "version " + schema.current() + ", up to date");
        return true;
    }

    private void lookAtJobs(DoctorSql.JobCounts jobs) {
        var text = jobs.scheduled() + " scheduled, " + jobs.late() + " late, " + jobs.failing() + " failing";
        if (jobs.failing() > 0) {
            bad("Jobs", text + ": the server's log says why");
        } else if (jobs.late() > 0) {
            bad("Jobs", text + ": they run when the server is running");
        } else {
            good("Jobs", text);
        }
    }

    private void lookAtAccounts(long twins) {
        if (twins > 0) {
            bad(
                    "Accounts",
                    twins + " with an e-mail that another account of the workspace has too, once composed and once "
                            + "decomposed: both can sign in, each with its own password; remove one of them");
        }
    }

    private static boolean answers(String url) {
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void good(String about, String text) {
        findings.add(new Finding(about, true, text));
    }

    private void bad(String about, String text) {
        findings.add(new Finding(about, false, text));
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}
