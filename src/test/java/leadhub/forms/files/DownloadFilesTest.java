package leadhub.forms.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A file that was there a moment ago is refused before anything of it is answered. */
class DownloadFilesTest {
    private static ThrowingCallable opening(IOException why) {
        return () -> new KeptFile("offer.pdf", () -> {
                    throw why;
                })
                .body()
                .begin();
    }

    private static void refuses(IOException why, Class<? extends Problem> problem) {
        assertThatThrownBy(opening(why))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.problem())
                                .isInstanceOf(problem));
    }

    @Test
    void one_that_has_gone_since_is_not_found() {
        refuses(new NoSuchFileException("x"), Problem.NotFound.class);
        refuses(S3Failure.ofStatus(404), Problem.NotFound.class);
    }

    @Test
    void one_whose_store_does_not_answer_may_be_there_later() {
        refuses(new ConnectException(), Problem.Unavailable.class);
        refuses(S3Failure.ofStatus(500), Problem.Unavailable.class);
    }
}
