package leadhub.base;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is: how what they leave unsaid is to be read.
 *
 * @param country ISO 3166 country that phone numbers without one are read in
 * @param zone in which their days begin
 * @param language of those who haven't chosen one; null for none
 */
public record Region(String country, ZoneId zone, @Nullable String language) {
    /** Of nobody in particular: only phone numbers that name their country are read. */
    public static final Region UNKNOWN = new Region("ZZ", ZoneOffset.UTC, null);
}
