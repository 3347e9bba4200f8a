package leadhub.forms.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.settings.ObjectStore;
import leadhub.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that doesn't answer, or doesn't come to an end, keeps nobody for longer than is said, and only a few at a time. */
@Timeout(60)
class CallSlowStoresTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(50);

    private final S3Double store = S3Double.open();
    private final S3Client client = client(SHORT);

    CallSlowStoresTest() throws IOException {}

    @AfterEach
    void close() {
        store.close();
    }

    private S3Client client(Duration patience) {
        return new S3Client(
                new ObjectStore(
                        URI.create(store.endpoint()),
                        "us-east-1",
                        S3Double.BUCKET,
                        S3Double.ACCESS_KEY,
                        S3Double.SECRET_KEY),
                Clock.systemUTC(),
                new S3Client.Patience(patience, patience, patience));
    }

    private void put(Deadline deadline) throws S3Failure {
        client.put("files/1/a", new S3Client.Body(1, () -> new ByteArrayInputStream(new byte[1])), deadline);
    }

    @Test
    void one_that_stops_in_an_answer_is_given_up() {
        store.stopsInAnswers = true;
        assertThatThrownBy(() -> client.list("files/1/", "")).isInstanceOf(S3Failure.class);
        assertThatThrownBy(() -> put(client.deadline())).isInstanceOf(S3Failure.class);
        assertThatThrownBy(() -> client.get("files/1/a").readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void one_that_does_not_answer_is_given_up() {
        store.isSilent = true;
        assertThatThrownBy(() -> client.list("files/1/", "")).isInstanceOf(S3Failure.class);
        assertThatThrownBy(() -> client.has("files/1/a")).isInstanceOf(S3Failure.class);
    }

    @Test
    void all_files_that_are_sent_together_have_one_deadline() {
        store.isSilent = true;
        var deadline = client.deadline();
        assertThatThrownBy(() -> put(deadline)).isInstanceOf(S3Failure.class);
        store.isSilent = false;
        assertThatThrownBy(() -> put(deadline)).isInstanceOf(S3Failure.class).hasMessageContaining("too long");
        assertThat(store.objects()).isEmpty();
    }

    @Test
    void only_four_wait_for_it_and_others_are_refused_at_once() throws Exception {
        store.isSilent = true;
        try (var files = new S3Files(client(LONG));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < 4; i++) {
                waiting.add(threads.submit(() -> files.has(1, "a")));
            }
            Await.until(() -> store.asked() == 4);
            assertThatThrownBy(() -> files.has(1, "a"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem()).isInstanceOf(Problem.Unavailable.class));
            assertThat(store.asked()).isEqualTo(4);
            store.speakAgain();
            for (var one : waiting) {
                assertThat(one.get()).isFalse();
            }
            assertThat(files.has(1, "a")).isFalse();
        }
    }
}
