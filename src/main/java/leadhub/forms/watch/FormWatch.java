package leadhub.forms.watch;

import com.github.kagkarlsson.scheduler.task.Task;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import leadhub.base.Actor;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Looks at all forms once in a while, and says which need somebody: to administrators, and as a metric. */
@Component
class FormWatch {
    private final FormHealths healths;
    private final WatchSql sql;
    private final FormTroubleReports reports;
    private final Workspaces workspaces;
    private final Map<FormTrouble, Long> inNeed = new ConcurrentHashMap<>();

    FormWatch(
            FormHealths healths,
            WatchSql sql,
            FormTroubleReports reports,
            Workspaces workspaces,
            MeterRegistry metrics) {
        this.healths = healths;
        this.sql = sql;
        this.reports = reports;
        this.workspaces = workspaces;
        for (var trouble : FormTrouble.values()) {
            metrics.gauge(
                    "leadhub.forms.in.need",
                    Tags.of("trouble", trouble.word()),
                    inNeed,
                    all -> all.getOrDefault(trouble, 0L));
        }
    }

    /** Looks at those of all workspaces. */
    void look() {
        var found = new EnumMap<FormTrouble, Long>(FormTrouble.class);
        workspaces.each(workspaceId -> {
            var troubles = troubles(workspaceId);
            report(workspaceId, troubles);
            troubles.values().forEach(trouble -> found.merge(trouble, 1L, Long::sum));
        });
        for (var trouble : FormTrouble.values()) {
            inNeed.put(trouble, found.getOrDefault(trouble, 0L));
        }
    }

    private Map<Long, FormTrouble> troubles(long workspaceId) {
        var troubles = new HashMap<Long, FormTrouble>();
        healths.inNeed(workspaces.caller(workspaceId, Actor.system("forms")))
                .forEach(one -> troubles.put(one.form().id(), one.trouble()));
        return troubles;
    }

    private void report(long workspaceId, Map<Long, FormTrouble> troubles) {
        var told = sql.told(workspaceId);
        var all = new HashSet<>(told.keySet());
        all.addAll(troubles.keySet());
        for (var id : all) {
            var trouble = troubles.get(id);
            if (!Objects.equals(told.get(id), trouble == null ? null : trouble.word())) {
                reports.report(workspaceId, id, trouble);
            }
        }
    }

    /** Its job. */
    @Configuration(proxyBeanMethods = false)
    static class WatchJob {
        private static final Duration PAUSE = Duration.ofMinutes(15);

        @Bean
        Task<?> watchForms(FormWatch watch) {
            return Jobs.every(PAUSE, "watch-forms", watch::look);
        }
    }
}
