package leadhub.automations.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import leadhub.automations.simulations.Simulation;
import leadhub.automations.simulations.Simulation.Failure;
import org.jspecify.annotations.Nullable;

/** A simulation as answers show it. */
record SimulationView(
        long automationId,
        int days,
        String status,
        int percent,
        Instant from,
        Instant until,
        boolean isWhole,
        long events,
        long wouldRun,
        List<Skipped> skipped,
        List<Ended> runs,
        List<Done> actions,
        List<Failure> failures,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    record Skipped(String reason, long events) {}

    record Ended(String status, long runs) {}

    record Done(String action, long done, long failed, long skipped) {}

    static SimulationView of(long automationId, Simulation it) {
        var counted = it.counted();
        return new SimulationView(
                automationId,
                it.days(),
                it.status().word(),
                it.percent(),
                it.from(),
                it.until(),
                it.isWhole(),
                counted.events(),
                counted.started(),
                list(counted.decisions(), Skipped::new).stream()
                        .filter(one -> !one.reason().equals("started"))
                        .toList(),
                list(counted.runs(), Ended::new),
                list(
                        counted.actions(),
                        (action, counts) -> new Done(action, counts.done(), counts.failed(), counts.skipped())),
                counted.failures(),
                it.startedAt(),
                it.finishedAt());
    }

    private static <V, T> List<T> list(Map<String, V> counts, BiFunction<String, V, T> one) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> one.apply(entry.getKey(), entry.getValue()))
                .toList();
    }
}
