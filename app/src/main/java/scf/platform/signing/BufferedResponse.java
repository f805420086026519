package scf.platform.signing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;

/// An answer that is held back until it is signed. Nothing reaches the wire before [#send].
///
/// `sendError` only notes the status: an error page of the server would leave without a signature.
final class BufferedResponse extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable PrintWriter writer;
    private boolean refused;

    BufferedResponse(HttpServletResponse response) {
        super(response);
    }

    /// Whether somebody inside said `sendError`: the status stands, the words are still missing.
    boolean isRefused() {
        return refused;
    }

    Bytes body() {
        if (writer != null) {
            writer.flush();
        }
        return Bytes.of(body.toByteArray());
    }

    /// The fields that matter to the signature and the receipt. Tomcat keeps the content type apart from the others.
    Fields fields() {
        var fields = new Fields();
        for (String name : getHeaderNames()) {
            getHeaders(name).forEach(value -> fields.add(name, value));
        }
        if (getContentType() != null) {
            fields.set("content-type", getContentType());
        }
        return fields;
    }

    void send(boolean withBody) throws IOException {
        Bytes content = body();
        super.setContentLength(content.size());
        if (withBody && !content.isEmpty()) {
            super.getOutputStream().write(content.toArray());
        }
        super.flushBuffer();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int one) {
                body.write(one);
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                body.write(from, offset, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("Answers are whole");
            }
        };
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
        }
        return writer;
    }

    @Override
    public void sendError(int status, String message) {
        sendError(status);
    }

    @Override
    public void sendError(int status) {
        resetBuffer();
        setStatus(status);
        refused = true;
    }

    @Override
    public void reset() {
        super.reset();
        resetBuffer();
        refused = false;
    }

    @Override
    public void resetBuffer() {
        writer = null;
        body.reset();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void flushBuffer() {
        // Held back until it is signed.
    }

    @Override
    public void setContentLength(int length) {
        // Known when it is sent.
    }

    @Override
    public void setContentLengthLong(long length) {
        // Known when it is sent.
    }
}
