package leadhub.integrations.messengers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Times;
import leadhub.base.database.RetryOnConflict;
import leadhub.conversations.files.AnnouncedFile;
import leadhub.conversations.files.ExpectedFiles;
import leadhub.conversations.files.FileFailure;
import leadhub.conversations.files.MessageFiles;
import leadhub.integrations.ConnectedIntegrations;
import leadhub.integrations.ConnectedIntegrations.Connected;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.messengers.MediaQueue.Wanted;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.jobs.Jobs;
import leadhub.jobs.Postponed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Fetches what people send by messengers and with SMS, and has it kept. A job sees to it that a file is fetched, and {@link MediaThreads} do it. What may go
 * well later is tried for a day, what isn't there for some minutes; a file that is fetched twice is kept once.
 */
@Component
class MediaFetching {
    private static final Duration TRIED = Duration.ofHours(24);
    /** For how long what a provider announces may not be there yet. */
    private static final Duration FRESH = Duration.ofMinutes(5);
    /** While somebody has to do something about the integration. */
    private static final Duration PAUSE = Duration.ofMinutes(15);
    /** Where a provider names no pause, it is as long as the file is old, within these. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofHours(8);
    /** Then a job looks how far it is, and begins anew what was cut off. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final int MOST_KNOWN = 10_000;
    private static final Logger log = LoggerFactory.getLogger(MediaFetching.class);

    private final Map<String, ExpectedFiles> files;
    private final Provider provider;
    private final MediaThreads threads;
    private final Clock clock;
    /** When this process tries again what it couldn't fetch. */
    private final Cache<Wanted, Instant> later =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    /** Who is asked for it. */
    @Component
    record Provider(ConnectedIntegrations connected, IntegrationRefusals refusals, ProviderHttp http) {}

    MediaFetching(List<ExpectedFiles> files, Provider provider, MediaThreads threads, Clock clock) {
        this.files = files.stream().collect(Collectors.toMap(ExpectedFiles::kind, Function.identity()));
        this.provider = provider;
        this.threads = threads;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class MediaJobs {
        @Bean
        Task<Wanted> fetchFileOfMessage(MediaFetching fetching) {
            return Jobs.once(
                    MediaQueue.JOB, Wanted.class, fetching::fetch, (wanted, failure) -> fetching.fail(wanted, null));
        }
    }

    private ExpectedFiles files(Wanted wanted) {
        return Objects.requireNonNull(files.get(Objects.requireNonNullElse(wanted.kind(), MessageFiles.KIND)));
    }

    /** The job, which waits for nobody. */
    private void fetch(Wanted wanted) {
        if (files(wanted).waiting(wanted.workspaceId(), wanted.place()).isEmpty()) {
            return;
        }
        var now = Times.now(clock);
        var until = later.getIfPresent(wanted);
        if (until != null && until.isAfter(now)) {
            throw new Postponed("A file can't be fetched yet.", until);
        }
        threads.begin(wanted, () -> attempt(wanted));
        throw new Postponed("A file is being fetched.", now.plus(LEASE));
    }

    private void attempt(Wanted wanted) {
        try {
            files(wanted).waiting(wanted.workspaceId(), wanted.place()).ifPresent(waiting -> fetchNow(wanted, waiting));
        } catch (RuntimeException | Error e) {
            // It is begun again by its job.
            log.warn("A file couldn't be fetched: {}", e.toString());
        }
    }

    private void fetchNow(Wanted wanted, ExpectedFiles.Waiting waiting) {
        var found = provider.connected()
                .find(wanted.workspaceId(), waiting.integrationId(), FileProvider.class)
                .orElse(null);
        if (found == null) {
            fail(wanted, FileFailure.DISCONNECTED);
            return;
        }
        var integration = found.integration();
        if (integration.terms().isPaused() || integration.isTokenDead()) {
            delay(wanted, waiting, integration.isTokenDead() ? FileFailure.TOKEN : FileFailure.PAUSED, PAUSE);
            return;
        }
        if (!files(wanted).hasRoom(wanted.workspaceId())) {
            fail(wanted, FileFailure.TOO_MANY);
            return;
        }
        try {
            keep(wanted, waiting, download(found, waiting));
        } catch (NotDelivered e) {
            fail(wanted, FileFailure.REFUSED);
        } catch (ProviderFailure e) {
            failed(wanted, waiting, found, e);
        }
    }

    private Optional<byte[]> download(Connected<FileProvider> found, ExpectedFiles.Waiting waiting) {
        return found.type()
                .download(found.integration().terms().config(), waiting.reference(), provider.http())
                .filter(content -> content.length <= AnnouncedFile.MOST_BYTES);
    }

    private void keep(Wanted wanted, ExpectedFiles.Waiting waiting, Optional<byte[]> content) {
        if (content.isEmpty()) {
            fail(wanted, FileFailure.TOO_LARGE);
            return;
        }
        var written = files(wanted).write(wanted.workspaceId(), waiting.name(), content.get());
        if (written.isEmpty()) {
            fail(wanted, FileFailure.FORBIDDEN);
            return;
        }
        RetryOnConflict.run(() -> {
            files(wanted).keep(wanted.workspaceId(), wanted.place(), written.get());
            return true;
        });
    }

    private void failed(
            Wanted wanted, ExpectedFiles.Waiting waiting, Connected<FileProvider> found, ProviderFailure failure) {
        switch (failure.kind()) {
            case TOKEN -> {
                provider.refusals().tokenRefused(wanted.workspaceId(), found.integration());
                delay(wanted, waiting, FileFailure.TOKEN, PAUSE);
            }
            case LATER -> delay(wanted, waiting, FileFailure.BUSY, failure);
            case MISSING -> missing(wanted, waiting, failure);
            case REFUSED -> fail(wanted, FileFailure.REFUSED);
        }
    }

    private void missing(Wanted wanted, ExpectedFiles.Waiting waiting, ProviderFailure failure) {
        if (waiting.createdAt().plus(FRESH).isAfter(Times.now(clock))) {
            delay(wanted, waiting, FileFailure.GONE, failure);
            return;
        }
        fail(wanted, FileFailure.GONE);
    }

    /** Without a pause of the provider's own it is tried more and more seldom. */
    private void delay(Wanted wanted, ExpectedFiles.Waiting waiting, FileFailure why, ProviderFailure failure) {
        var age = Duration.between(waiting.createdAt(), Times.now(clock));
        var usual = age.compareTo(SHORTEST) < 0 ? SHORTEST : age.compareTo(LONGEST) > 0 ? LONGEST : age;
        delay(wanted, waiting, why, failure.pause() == null ? usual : failure.pause());
    }

    private void delay(Wanted wanted, ExpectedFiles.Waiting waiting, FileFailure why, Duration pause) {
        told(wanted, why);
        var until = Times.now(clock).plus(pause);
        if (until.isAfter(waiting.createdAt().plus(TRIED))) {
            fail(wanted, null);
            return;
        }
        later.put(wanted, until);
    }

    private void told(Wanted wanted, FileFailure why) {
        RetryOnConflict.run(() -> {
            files(wanted).delay(wanted.workspaceId(), wanted.place(), why);
            return true;
        });
    }

    /** @param why null for what it last waited for */
    private void fail(Wanted wanted, @Nullable FileFailure why) {
        RetryOnConflict.run(() -> {
            files(wanted).fail(wanted.workspaceId(), wanted.place(), why);
            return true;
        });
    }
}
