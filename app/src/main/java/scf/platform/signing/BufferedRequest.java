package scf.platform.signing;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import scf.contract.Bytes;

/// A request whose body has been read: the verified bytes are the bytes that the door reads, as often as it likes.
final class BufferedRequest extends HttpServletRequestWrapper {

    static final int MOST = 2 * 1024 * 1024;

    private final Bytes body;

    BufferedRequest(HttpServletRequest request, Bytes body) {
        super(request);
        this.body = body;
    }

    /// Never more than one byte beyond the cap is taken in, whatever Content-Length says.
    static Bytes read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MOST) {
            throw Standard.CONTENT_TOO_LARGE.problem();
        }
        byte[] read = request.getInputStream().readNBytes(MOST + 1);
        if (read.length > MOST) {
            throw Standard.CONTENT_TOO_LARGE.problem();
        }
        return Bytes.of(read);
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Stream(new ByteArrayInputStream(body.toArray()));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Stream extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Stream(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body is already here");
        }
    }
}
