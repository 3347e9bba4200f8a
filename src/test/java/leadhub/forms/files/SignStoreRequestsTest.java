package leadhub.forms.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import leadhub.base.settings.ObjectStore;
import org.junit.jupiter.api.Test;

/** Requests to a store are signed as in the examples of Amazon's reference ("Signature Calculations for the Authorization Header"). */
class SignStoreRequestsTest {
    private static final URI BUCKET = URI.create("https://examplebucket.s3.amazonaws.com");
    private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");

    private final S3Signer signer = new S3Signer(new ObjectStore(
            BUCKET, "us-east-1", "examplebucket", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

    @Test
    void a_part_of_an_object_is_got() {
        var headers =
                signer.sign("GET", BUCKET.resolve("/test.txt"), Map.of("Range", "bytes=0-9"), S3Signer.NOTHING, TIME);
        assertThat(headers.get("Authorization"))
                .endsWith("SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        assertThat(headers).containsEntry("x-amz-date", "20130524T000000Z");
    }

    @Test
    void objects_are_listed() {
        var headers = signer.sign("GET", BUCKET.resolve("/?max-keys=2&prefix=J"), Map.of(), S3Signer.NOTHING, TIME);
        assertThat(headers.get("Authorization"))
                .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void what_is_sent_to_a_log_has_no_key_in_it() {
        var store = new ObjectStore(BUCKET, "us-east-1", "files", "AKIA", "very secret");
        assertThat(store.toString()).isEqualTo("https://examplebucket.s3.amazonaws.com/files");
    }
}
