package leadhub.testing;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tells the shared server that another test class begins; JUnit finds it by its file in {@code META-INF/services}. */
public final class ClassByClass implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        if (!context.getRequiredTestClass().isMemberClass()) {
            TestServer.nextClass();
        }
    }
}
