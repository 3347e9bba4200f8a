package leadhub.exports.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.base.settings.Settings;
import leadhub.exports.schedules.ExportFile.Reason;
import leadhub.exports.schedules.ExportFolder.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is there whole, or not at all. */
class ExportFolderTest {
    private static final long WORKSPACE = 7;
    private static final long ROOM = 1L << 30;

    @TempDir
    Path folder;

    private ExportFolder.Content text(String text) {
        return out -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return 3;
        };
    }

    private List<String> there() throws IOException {
        try (var files = Files.list(folder.resolve(Long.toString(WORKSPACE)))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_file_takes_no_more_room_than_its_workspace_has_left() {
        var files = in(folder, 100_000);
        assertThat(files.write(WORKSPACE, ExportFolder.newKey(), 100, text("x".repeat(101))))
                .isEqualTo(new Result.Not(Reason.ROOM));
        assertThat(files.write(WORKSPACE, ExportFolder.newKey(), 100, text("x".repeat(100))))
                .isInstanceOf(Result.There.class);
    }

    @Test
    void a_file_that_is_written_is_read() throws IOException {
        var files = in(folder, 100);
        var key = ExportFolder.newKey();
        assertThat(files.write(WORKSPACE, key, ROOM, text("leads")))
                .isEqualTo(new Result.There(new ExportFolder.Written(3, 5)));
        assertThat(there()).containsExactly(key);
        try (var in = files.open(WORKSPACE, key)) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("leads");
        }
    }

    @Test
    void one_that_grows_too_large_leaves_nothing() throws IOException {
        var files = in(folder, 100_000);
        assertThat(files.write(WORKSPACE, ExportFolder.newKey(), ROOM, text("x".repeat(100_001))))
                .isEqualTo(new Result.Not(Reason.TOO_LARGE));
        assertThat(there()).isEmpty();
        assertThat(files.write(WORKSPACE, ExportFolder.newKey(), ROOM, text("x".repeat(100_000))))
                .isInstanceOf(Result.There.class);
    }

    /** {@code /dev/full} is a disk without room. */
    @Test
    void a_full_disk_is_said_and_leaves_nothing_that_looks_whole() throws IOException {
        var files = in(folder, 1 << 20);
        var key = ExportFolder.newKey();
        var home = Files.createDirectory(folder.resolve(Long.toString(WORKSPACE)));
        Files.createSymbolicLink(home.resolve(key + ".part"), Path.of("/dev/full"));
        assertThat(files.write(WORKSPACE, key, ROOM, text("x".repeat(200_000)))).isEqualTo(new Result.Not(Reason.DISK));
        assertThat(there()).isEmpty();
        assertThat(Path.of("/dev/full")).exists();
    }

    @Test
    void a_folder_that_cannot_be_made_is_said() throws IOException {
        var files = in(Files.createFile(folder.resolve("file")), 100);
        assertThat(files.write(WORKSPACE, ExportFolder.newKey(), ROOM, text("x")))
                .isEqualTo(new Result.Not(Reason.DISK));
    }

    @Test
    void what_is_not_the_files_fault_is_thrown_and_leaves_nothing_either() throws IOException {
        var files = in(folder, 100);
        assertThatThrownBy(() -> files.write(WORKSPACE, ExportFolder.newKey(), ROOM, out -> {
                    out.write(1);
                    throw new IllegalStateException("The database is gone.");
                }))
                .hasMessage("The database is gone.");
        assertThat(there()).isEmpty();
    }

    @Test
    void what_a_crash_leaves_is_swept_and_nothing_else() throws IOException {
        var files = in(folder, 100);
        var needed = ExportFolder.newKey();
        files.write(WORKSPACE, needed, ROOM, text("x"));
        var home = folder.resolve(Long.toString(WORKSPACE));
        var left = Files.createFile(home.resolve(ExportFolder.newKey() + ".part"));
        var running = Files.createFile(home.resolve(needed + "2.part"));
        var young = Files.createFile(home.resolve(ExportFolder.newKey()));
        for (var old : List.of(home.resolve(needed), left, running)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
        }
        files.sweep(WORKSPACE, Instant.EPOCH.plusSeconds(1), keys -> List.of(needed, needed + "2"));
        assertThat(left).doesNotExist();
        assertThat(List.of(home.resolve(needed), running, young))
                .allSatisfy(file -> assertThat(file).exists());
        files.sweep(8, Instant.EPOCH, keys -> keys);
    }

    private static ExportFolder in(Path folder, long mostBytes) {
        return new ExportFolder(Settings.of(Map.of(), Map.of()), folder.toString(), mostBytes);
    }
}
