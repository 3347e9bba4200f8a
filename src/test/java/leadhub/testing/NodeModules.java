package leadhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Packages for node, from the WebJars among the tests' dependencies: pinned in pom.xml, and there without npm. */
public final class NodeModules {
    private static final Pattern NEEDED = Pattern.compile(".*\\.(js|cjs|json)");

    private NodeModules() {}

    /** Lays packages out below a folder, where its programs import them from. */
    public static void unpack(Path folder, String... packages) {
        try {
            for (var name : packages) {
                unpack(folder.resolve("node_modules").resolve(name), "META-INF/resources/webjars/" + name + "/");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path target, String source) throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:" + source + "**");
        var unpacked = 0;
        for (var file : files) {
            var url = file.getURL().toString();
            // After the source comes the version, which is no part of a package's own paths.
            var path = url.substring(url.indexOf(source) + source.length()).replaceFirst("^[^/]*/", "");
            if (NEEDED.matcher(path).matches()) {
                Files.createDirectories(target.resolve(path).getParent());
                try (var in = file.getInputStream()) {
                    Files.copy(in, target.resolve(path));
                }
                unpacked++;
            }
        }
        if (unpacked == 0) {
            throw new AssertionError("There is no WebJar of " + target.getFileName() + " among the dependencies.");
        }
    }
}
