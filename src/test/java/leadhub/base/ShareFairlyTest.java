package leadhub.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import leadhub.testing.Await;
import org.junit.jupiter.api.Test;

class ShareFairlyTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FairShares shares = new FairShares(4, 3);

    @Test
    void one_has_no_more_than_its_share_and_leaves_the_rest_to_others() throws Exception {
        assertThat(shares.acquire(1, 3, LONG)).isTrue();
        assertThat(shares.acquire(1, 1, Duration.ZERO)).isFalse();
        assertThat(shares.acquire(2, 1, LONG)).isTrue();
        assertThat(shares.acquire(3, 1, Duration.ZERO)).isFalse();
        shares.release(1, 3);
        assertThat(shares.acquire(3, 3, LONG)).isTrue();
    }

    @Test
    void what_comes_back_goes_round_among_those_who_wait() throws Exception {
        assertThat(shares.acquire(9, 3, LONG)).isTrue();
        assertThat(shares.acquire(8, 1, LONG)).isTrue();
        var served = new CopyOnWriteArrayList<Long>();
        try (var waiters = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = 0;
            for (var workspace : List.of(1L, 1L, 1L, 2L)) {
                waiters.submit(() -> {
                    shares.acquire(workspace, 1, LONG);
                    served.add(workspace);
                    shares.release(workspace, 1);
                    return "";
                });
                var expected = ++asked;
                Await.until(() -> shares.waiting() >= expected);
            }
            shares.release(8, 1);
        }
        assertThat(served).hasSize(4).containsSubsequence(1L, 2L, 1L);
    }

    @Test
    void what_is_owed_comes_back_first() throws Exception {
        assertThat(shares.acquire(1, 1, LONG)).isTrue();
        shares.overdraw(1, 9);
        assertThat(shares.acquire(2, 1, Duration.ZERO)).isFalse();
        shares.release(1, 10);
        assertThat(shares.acquire(2, 3, LONG)).isTrue();
    }

    @Test
    void work_that_can_wait_is_told_that_others_ask_and_strangers_are_nobody() throws Exception {
        assertThat(shares.haveOthersAsked(1)).isFalse();
        assertThat(shares.acquire(1, 1, LONG)).isTrue();
        assertThat(shares.acquire(FairShares.NOBODY, 1, LONG)).isTrue();
        assertThat(shares.haveOthersAsked(1)).isFalse();
        assertThat(shares.haveOthersAsked(2)).isTrue();
    }

    @Test
    void a_large_list_is_read_portion_by_portion() {
        var sizes = List.of(10L, 10L, 100L, 10L, 10L, 10L);
        var starts = Portions.starts(sizes, 30);
        assertThat(starts).containsExactly(0, 2, 3);
        var read = new CopyOnWriteArrayList<Integer>();
        var list = new Portions<>(starts, 6, portion -> {
            read.add(portion);
            return java.util.stream.IntStream.range(starts[portion], Portions.end(starts, portion, 6))
                    .boxed()
                    .toList();
        });
        assertThat(List.copyOf(list.map(i -> i * 10))).containsExactly(0, 10, 20, 30, 40, 50);
        assertThat(read).containsExactly(0, 1, 2);
    }
}
