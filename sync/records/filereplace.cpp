// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/filereplace.h"

#include "sync/api/abortpoint.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace keel {

namespace {

Error unwritable(const QString& file)
{
    Error error;
    // The caller's work is done whether this was written or not: a full disk may have room in a minute.
    error.kind = ErrorClass::Transient;
    error.code = ErrorCode::FileUnwritable;
    error.place = file;
    error.detail = QString::fromLocal8Bit(std::strerror(errno));
    error.mend = errno == ENOSPC || errno == EDQUOT ? QStringLiteral("make room on the disk")
                                                    : QStringLiteral("let the user that runs Evenkeel write there");
    return error;
}

bool writeAll(int descriptor, const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(descriptor, bytes.constData() + done, std::size_t(bytes.size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        done += count;
    }
    return ::fsync(descriptor) == 0;
}

} // namespace

Result<void> replaceFile(const QString& file, const QByteArray& bytes)
{
    const QByteArray target = QFile::encodeName(file);
    const QByteArray fresh = target + ".new";
    const int descriptor = ::open(fresh.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(unwritable(file));
    bool good = writeAll(descriptor, bytes);
    Error error = good ? Error{} : unwritable(file);
    // Some file systems tell of a full disk only here.
    if (::close(descriptor) != 0 && good) {
        good = false;
        error = unwritable(file);
    }
    KEEL_ABORT_POINT(StateReplacing);
    if (good && ::rename(fresh.constData(), target.constData()) != 0) {
        good = false;
        error = unwritable(file);
    }
    if (!good) {
        ::unlink(fresh.constData());
        return fail(error);
    }
    // The new name is on disk only with its folder.
    const int folder =
        ::open(QFile::encodeName(QFileInfo(file).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

QString setAside(const QString& file)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    const QString base = QStringLiteral("%1.damaged-%2").arg(file, time);
    QString name = base;
    for (int i = 2; QFile::exists(name); ++i)
        name = QStringLiteral("%1-%2").arg(base).arg(i);
    return QFile::rename(file, name) ? name : QString();
}

} // namespace keel
