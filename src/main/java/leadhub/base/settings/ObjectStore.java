package leadhub.base.settings;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A store for files that speaks the protocol of Amazon S3.
 *
 * @param endpoint without a path; the bucket becomes its first part
 */
public record ObjectStore(URI endpoint, String region, String bucket, String accessKey, String secretKey) {
    /** Null where no endpoint is set. */
    static @Nullable ObjectStore read(GivenSettings given) {
        var endpoint = given.baseUrl(Setting.FILES_S3_ENDPOINT);
        var others = Map.of(
                Setting.FILES_S3_BUCKET, given.text(Setting.FILES_S3_BUCKET),
                Setting.FILES_S3_ACCESS_KEY, given.text(Setting.FILES_S3_ACCESS_KEY),
                Setting.FILES_S3_SECRET_KEY, given.text(Setting.FILES_S3_SECRET_KEY));
        var isSomeMissing = others.containsValue("");
        var isSomeGiven = others.values().stream().anyMatch(value -> !value.isEmpty());
        if (endpoint == null ? isSomeGiven : isSomeMissing) {
            throw new SetupProblem("A store for files takes "
                    + Setting.FILES_S3_ENDPOINT.flag() + " and "
                    + others.keySet().stream().sorted().map(Setting::flag).collect(Collectors.joining(" and "))
                    + ": give all of them or none.");
        }
        if (endpoint == null) {
            return null;
        }
        var url = URI.create(endpoint);
        if (!url.getRawPath().isEmpty()) {
            throw given.bad(Setting.FILES_S3_ENDPOINT, "leave out the path; the bucket is --files-s3-bucket");
        }
        var bucket = given.text(Setting.FILES_S3_BUCKET);
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw given.bad(Setting.FILES_S3_BUCKET, "give the name of a bucket, such as leadhub-files");
        }
        var region = given.text(Setting.FILES_S3_REGION);
        if (!region.matches("[a-z0-9-]{1,63}")) {
            throw given.bad(Setting.FILES_S3_REGION, "give a region such as eu-central-1");
        }
        return new ObjectStore(
                withoutUsualPort(url),
                region,
                bucket,
                given.text(Setting.FILES_S3_ACCESS_KEY),
                given.text(Setting.FILES_S3_SECRET_KEY));
    }

    /** A client leaves it out of the header that is signed. */
    private static URI withoutUsualPort(URI url) {
        var usual = url.getScheme().equals("https") ? 443 : 80;
        return url.getPort() == usual ? URI.create(url.getScheme() + "://" + url.getHost()) : url;
    }

    /** Without the keys, so that they get into no log. */
    @Override
    public String toString() {
        return endpoint + "/" + bucket;
    }
}
