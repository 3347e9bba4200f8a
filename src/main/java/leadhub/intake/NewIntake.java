package leadhub.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.web.SentRequest;
import org.jspecify.annotations.Nullable;

/**
 * Something that came in, to be written down.
 *
 * @param sourceId the form's or the integration's; 0 where the source has no records
 * @param externalId the sender's own id for it, by which it counts once; null where there is none
 * @param actor on whose behalf a replay works, and what is worked on after the answer
 * @param headers those that say no secret
 * @param body byte for byte; the array itself
 * @param size of what came, in bytes, which masked secrets make another than the body's
 * @param isTest whether the provider calls it a test
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewIntake(
        IntakeSource source,
        long sourceId,
        @Nullable String externalId,
        Actor actor,
        @Nullable String contentType,
        Map<String, String> headers,
        byte[] body,
        int size,
        boolean isTest) {

    /** An id that is too long for the index goes by its hash. */
    public NewIntake {
        if (externalId != null && externalId.length() > MOST_EXTERNAL_ID_CHARACTERS) {
            externalId = hash(externalId);
        }
    }

    public NewIntake(
            IntakeSource source,
            long sourceId,
            @Nullable String externalId,
            Actor actor,
            @Nullable String contentType,
            Map<String, String> headers,
            byte[] body,
            boolean isTest) {
        this(source, sourceId, externalId, actor, contentType, headers, body, body.length, isTest);
    }

    /** Longer ones are no ids that a provider gives. */
    public static final int MOST_EXTERNAL_ID_CHARACTERS = 255;

    /** A whole request, as it came. */
    public static NewIntake of(IntakeSource source, long sourceId, Actor actor, SentRequest sent) {
        return new NewIntake(
                source, sourceId, null, actor, sent.contentType(), KeptHeaders.of(sent.headers()), sent.body(), false);
    }

    public NewIntake withExternalId(@Nullable String id) {
        return new NewIntake(source, sourceId, id, actor, contentType, headers, body, size, isTest);
    }

    /** One of several items of a post. */
    public NewIntake withBody(byte[] other) {
        return new NewIntake(source, sourceId, externalId, actor, contentType, headers, other, isTest);
    }

    /** The same as JSON, without what its sender may not say. */
    public NewIntake withJson(byte[] json) {
        return new NewIntake(source, sourceId, externalId, actor, "application/json", headers, json, size, isTest);
    }

    /** The same with secrets masked. */
    public NewIntake withMaskedBody(byte[] masked) {
        return new NewIntake(source, sourceId, externalId, actor, contentType, headers, masked, size, isTest);
    }

    public NewIntake asTest() {
        return new NewIntake(source, sourceId, externalId, actor, contentType, headers, body, size, true);
    }

    private static String hash(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "NewIntake[" + source + " " + sourceId + "]";
    }
}
