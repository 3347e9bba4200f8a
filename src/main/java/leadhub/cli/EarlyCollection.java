package leadhub.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import javax.management.NotificationEmitter;

/**
 * Has the heap collected before it is full. The serial collector looks at old objects only once they fill all that they may, so that a server
 * would sooner or later take the whole of {@code -Xmx} for what nobody needs. Here a third of it may be garbage: little enough to stay small,
 * and enough to collect rarely. Where another collector is chosen there is nothing to do.
 */
final class EarlyCollection {
    private static final String OLD_OBJECTS = "Tenured Gen";

    private final MemoryPoolMXBean pool;

    private EarlyCollection(MemoryPoolMXBean pool) {
        this.pool = pool;
    }

    static void begin() {
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals(OLD_OBJECTS) && pool.isUsageThresholdSupported()) {
                new EarlyCollection(pool).watch();
            }
        }
    }

    private void watch() {
        ((NotificationEmitter) ManagementFactory.getMemoryMXBean())
                .addNotificationListener(
                        (_, _) -> collect(),
                        notification -> notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED),
                        null);
        collect();
    }

    /** Java tells when the next third is full. */
    private void collect() {
        System.gc();
        var usage = pool.getUsage();
        pool.setUsageThreshold(Math.min(usage.getMax(), usage.getUsed() + usage.getMax() / 3));
    }
}
