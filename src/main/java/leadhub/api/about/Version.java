package leadhub.api.about;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** The version of LeadHub. */
@Component
public final class Version {
    private final String text;

    Version(ObjectProvider<BuildProperties> build) {
        var properties = build.getIfAvailable();
        var known = properties == null ? null : properties.getVersion();
        this.text = known == null ? "development" : known;
    }

    public String text() {
        return text;
    }
}
