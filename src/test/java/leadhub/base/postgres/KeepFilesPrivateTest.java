package leadhub.base.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import leadhub.base.settings.SetupProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody else on the machine reads our files, not for a moment. */
class KeepFilesPrivateTest {
    @TempDir
    Path folder;

    /** What makes PostgreSQL's folder sees how open the file with the password is. */
    @Test
    void the_superusers_password_is_private_from_its_first_byte() throws IOException {
        var data = DataFolder.at(folder);
        script(data.binaries().resolve("bin/postgres"), "exit 0");
        script(data.binaries().resolve("bin/initdb"), """
                while [ $# -gt 0 ]; do
                  case $1 in --pwfile) file=$2 ;; -D) made=$2 ;; esac
                  shift
                done
                stat -c %%a "$file" > "%s"
                stat -c %%a "$made" >> "%s"
                """.formatted(folder.resolve("seen"), folder.resolve("seen")));
        new Cluster(data, RunAs.find(data)).make();
        assertThat(folder.resolve("seen")).content().isEqualTo("600\n700\n");
        assertThat(folder.resolve("postgresql.making.password")).doesNotExist();
        assertThat(mode(folder.resolve("postgres.password"))).isEqualTo("rw-------");
    }

    @Test
    void a_folder_that_is_made_is_private_and_its_parents_are_not_touched() throws IOException {
        open(folder, "rwxr-xr-x");
        DataFolder.at(folder.resolve("a/b"));
        assertThat(mode(folder.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void an_open_folder_is_tightened() throws IOException {
        for (var mode : new String[] {"rwxr-xr-x", "rwxr-x---", "rwx---r--", "rwxrwx---"}) {
            open(folder, mode);
            DataFolder.at(folder);
            assertThat(mode(folder)).isEqualTo("rwx------");
        }
        Files.createDirectory(folder.resolve("postgresql"));
        Files.writeString(folder.resolve("leadhub.dump"), "");
        open(folder, "rwxr-xr-x");
        DataFolder.at(folder);
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void an_open_folder_of_others_is_refused_by_name() throws IOException {
        open(folder, "rwxrwxrwx");
        refuses();
        assertThat(mode(folder)).isEqualTo("rwxrwxrwx");
        Files.createDirectory(folder.resolve("home"));
        open(folder, "rwxr-xr-x");
        refuses();
        assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
    }

    /** As after a backup that was unpacked without care. */
    @Test
    void secrets_that_others_could_read_are_tightened() throws IOException {
        var data = DataFolder.at(folder);
        var password = data.password();
        var key = data.secretKey().text();
        open(data.passwordFile(), "rw-r--r--");
        open(data.secretKeyFile(), "rw-rw----");
        assertThat(data.password()).isEqualTo(password);
        assertThat(data.secretKey().text()).isEqualTo(key);
        assertThat(mode(data.passwordFile())).isEqualTo("rw-------");
        assertThat(mode(data.secretKeyFile())).isEqualTo("rw-------");
    }

    private void refuses() {
        assertThatThrownBy(() -> DataFolder.at(folder))
                .isInstanceOf(SetupProblem.class)
                .hasMessageStartingWith("Others may look into the data folder ")
                .hasMessageContaining("chmod 700");
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        open(file, "rwxr-xr-x");
    }

    private static void open(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
