package leadhub.base.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.settings.SetupProblem;

/**
 * As whom PostgreSQL runs, for it refuses to be root: as whoever started us, or under root as the owner of the data
 * folder, or if that is root in a user namespace that calls root by another name.
 */
final class RunAs {
    private static final int NOBODY = 65534;

    private final DataFolder data;
    private final List<String> prefix;
    private final int owner;
    private final int group;

    private RunAs(DataFolder data, List<String> prefix, int owner, int group) {
        this.data = data;
        this.prefix = prefix;
        this.owner = owner;
        this.group = group;
    }

    /** Finds a way that works, by running {@code postgres --version} that way. */
    static RunAs find(DataFolder data) {
        if (id("uid", Path.of("/proc/self")) != 0) {
            return new RunAs(data, List.of(), -1, -1).requireWorking();
        }
        if (id("uid", data.root()) != 0) {
            return dropTo(data, id("uid", data.root()), id("gid", data.root())).requireWorking();
        }
        var namespace =
                new RunAs(data, List.of("unshare", "-U", "--map-user=" + NOBODY, "--map-group=" + NOBODY), -1, -1);
        if (namespace.problem().isEmpty()) {
            return namespace;
        }
        // Some containers forbid namespaces. From here on the folder is nobody's, and later starts see that above.
        var nobody = dropTo(data, NOBODY, NOBODY);
        nobody.own(data.root());
        if (nobody.problem().isEmpty()) {
            nobody.ownAll();
            return nobody;
        }
        dropTo(data, 0, 0).own(data.root());
        return namespace.requireWorking();
    }

    List<String> command(Path program, List<String> arguments) {
        var command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    /** Gives a file that we made to whom PostgreSQL runs as. */
    void own(Path file) {
        if (owner < 0) {
            return;
        }
        try {
            Files.setAttribute(file, "unix:uid", owner);
            Files.setAttribute(file, "unix:gid", group);
        } catch (IOException e) {
            throw new SetupProblem(
                    file + " can't be given to user " + owner + " (" + e.getMessage()
                            + "): run LeadHub as an ordinary user.",
                    e);
        }
    }

    private static RunAs dropTo(DataFolder data, int owner, int group) {
        return new RunAs(
                data, List.of("setpriv", "--reuid=" + owner, "--regid=" + group, "--clear-groups"), owner, group);
    }

    private void ownAll() {
        try (var files = Files.walk(data.root())) {
            files.filter(file -> !Files.isSymbolicLink(file)).forEach(this::own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunAs requireWorking() {
        var problem = problem();
        if (!problem.isEmpty()) {
            throw new SetupProblem("PostgreSQL can't run from " + data.binaries() + " (" + problem
                    + "): put --data on a disk that allows programs and that its user can reach, "
                    + "run LeadHub as an ordinary user, or name a PostgreSQL of your own with --database-url.");
        }
        return this;
    }

    /** Empty if it works. */
    private String problem() {
        try {
            var program = data.binaries().resolve("bin/postgres");
            var process = new ProcessBuilder(command(program, List.of("--version")))
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes()).strip();
            var status = process.waitFor();
            return status == 0 ? "" : (output + " status " + status).strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static int id(String kind, Path file) {
        try {
            return (int) Files.getAttribute(file, "unix:" + kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
