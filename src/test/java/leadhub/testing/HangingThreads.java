package leadhub.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Prints where virtual threads are when a test has hung, for JUnit itself prints the others alone and a server does its work in
 * these; JUnit finds it by its file in {@code META-INF/services}.
 */
public final class HangingThreads implements PreInterruptCallback {
    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext test) {
        print();
    }

    static void print() {
        try {
            var folder = Files.createTempDirectory("leadhub-threads-");
            var dump = folder.resolve("threads.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
                System.out.println(Arrays.stream(Files.readString(dump).split("\n\n"))
                        .filter(thread -> thread.lines().findFirst().orElse("").contains(" virtual"))
                        .collect(Collectors.joining("\n\n", "Virtual threads:\n\n", "\n")));
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException e) {
            System.out.println("Where virtual threads are can't be said: " + e);
        }
    }
}
