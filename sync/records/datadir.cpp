// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/datadir.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace keel {

namespace {

Error dirError(ErrorCode code, const QString& path, const QString& detail, const QString& mend)
{
    Error error;
    error.kind = ErrorClass::Config;
    error.code = code;
    error.place = path;
    error.detail = detail;
    error.mend = mend;
    return error;
}

QString systemSaid()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// A lock of the open file, not of the process: it goes with the last descriptor, is not lost when another one of the
/// same file is closed, and two in one process exclude each other. Linux 3.15.
struct flock wholeFile()
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

/// The id that the holder wrote; 0: none.
qint64 writtenPid(const QString& lockFile)
{
    QFile file(lockFile);
    return file.open(QIODevice::ReadOnly) ? file.read(32).trimmed().toLongLong() : 0;
}

Result<QString> makePrivate(const QString& path)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return fail(dirError(ErrorCode::FileUnwritable, path, systemSaid(), QStringLiteral("name another --data-dir")));
    if (info.st_uid != ::geteuid())
        return fail(dirError(ErrorCode::AccessDenied, path, QStringLiteral("the folder belongs to another user"),
                             QStringLiteral("run as that user, or name another --data-dir")));
    if ((info.st_mode & 077) == 0)
        return QString();
    if (::chmod(QFile::encodeName(path).constData(), 0700) != 0)
        return fail(dirError(ErrorCode::AccessDenied, path,
                             QStringLiteral("others can enter the folder: ") + systemSaid(),
                             QStringLiteral("run: chmod 700 %1").arg(path)));
    return QStringLiteral("Others could enter %1; it is closed to them now.").arg(path);
}

} // namespace

QString DataDir::defaultPath(const QProcessEnvironment& environment)
{
    QString home = environment.value(QStringLiteral("XDG_DATA_HOME"));
    if (home.isEmpty() || QDir::isRelativePath(home))
        home = environment.value(QStringLiteral("HOME"), QDir::homePath()) + QStringLiteral("/.local/share");
    return QDir::cleanPath(home + QStringLiteral("/evenkeel"));
}

Result<std::shared_ptr<DataDir>> DataDir::hold(const QString& path)
{
    std::shared_ptr<DataDir> dir(new DataDir(QDir::cleanPath(QDir::current().absoluteFilePath(path))));
    // The parents as the user's umask says, the folder itself closed from the first moment.
    if (!QDir().mkpath(QFileInfo(dir->m_path).absolutePath()) ||
        (::mkdir(QFile::encodeName(dir->m_path).constData(), 0700) != 0 && errno != EEXIST))
        return fail(dirError(ErrorCode::FileUnwritable, dir->m_path,
                             QStringLiteral("the folder cannot be made: ") + systemSaid(),
                             QStringLiteral("name another --data-dir")));
    auto notice = makePrivate(dir->m_path);
    if (!notice)
        return fail(notice.error());
    dir->m_notice = *notice;

    const QString lockFile = dir->file(QStringLiteral("lock"));
    const int descriptor = ::open(QFile::encodeName(lockFile).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(
            dirError(ErrorCode::FileUnwritable, lockFile, systemSaid(), QStringLiteral("name another --data-dir")));
    struct flock lock = wholeFile();
    if (::fcntl(descriptor, F_OFD_SETLK, &lock) != 0) {
        const bool taken = errno == EAGAIN || errno == EACCES;
        const QString said = systemSaid();
        ::close(descriptor);
        if (!taken)
            return fail(dirError(ErrorCode::FileUnwritable, lockFile, said, {}));
        const qint64 pid = writtenPid(lockFile);
        return fail(dirError(ErrorCode::DataDirHeld, dir->m_path,
                             pid > 0 ? QStringLiteral("process %1 holds this data dir").arg(pid)
                                     : QStringLiteral("another process holds this data dir"),
                             QStringLiteral("stop it, or name another --data-dir")));
    }
    dir->m_lock = descriptor;
    // Only for messages; a full disk must not keep the service from starting.
    const QByteArray pid = QByteArray::number(qint64(::getpid())) + '\n';
    if (::ftruncate(descriptor, 0) != 0 ||
        ::pwrite(descriptor, pid.constData(), std::size_t(pid.size()), 0) != pid.size())
        dir->m_notice += QStringLiteral("The process id could not be written to %1: %2.").arg(lockFile, systemSaid());
    return dir;
}

Result<std::shared_ptr<DataDir>> DataDir::peek(const QString& path)
{
    std::shared_ptr<DataDir> dir(new DataDir(QDir::cleanPath(QDir::current().absoluteFilePath(path))));
    if (!QFileInfo(dir->m_path).isDir())
        return fail(dirError(ErrorCode::NotFound, dir->m_path, QStringLiteral("there is no such data dir"),
                             QStringLiteral("it is made at the first start")));
    return dir;
}

DataDir::~DataDir()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

QString DataDir::file(const QString& name) const
{
    return m_path + QLatin1Char('/') + name;
}

std::optional<qint64> DataDir::holder() const
{
    if (isHeld())
        return qint64(::getpid());
    const QString lockFile = file(QStringLiteral("lock"));
    const int descriptor = ::open(QFile::encodeName(lockFile).constData(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return std::nullopt;
    // Asks without taking: a hold that starts meanwhile is not disturbed.
    struct flock lock = wholeFile();
    const bool known = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0;
    ::close(descriptor);
    if (!known || lock.l_type == F_UNLCK)
        return std::nullopt;
    return writtenPid(lockFile);
}

} // namespace keel
