// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Series;

/// <summary>The polynomial of least squares through points.</summary>
static class PolynomialFit
{
    /// <summary>The coefficients, that of the highest power first; null when the points do not determine them.</summary>
    public static double[]? Through(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int degree)
    {
        var (rows, columns) = (x.Length, degree + 1);
        if (rows < columns)
        {
            return null;
        }

        // Householder reflections of the matrix of powers, with y as a last column; columns scaled to the same size.
        var matrix = new double[rows, columns + 1];
        var scale = new double[columns];
        for (var row = 0; row < rows; row++)
        {
            var power = 1.0;
            for (var column = degree; column >= 0; column--, power *= x[row])
            {
                matrix[row, column] = power;
                scale[column] = Math.Max(scale[column], Math.Abs(power));
            }

            matrix[row, columns] = y[row];
        }

        for (var column = 0; column < columns; column++)
        {
            for (var row = 0; row < rows && scale[column] > 0; row++)
            {
                matrix[row, column] /= scale[column];
            }
        }

        for (var column = 0; column < columns; column++)
        {
            if (!Reflect(matrix, column, rows, columns))
            {
                return null;
            }
        }

        var result = new double[columns];
        for (var column = columns - 1; column >= 0; column--)
        {
            var value = matrix[column, columns];
            for (var other = column + 1; other < columns; other++)
            {
                value -= matrix[column, other] * result[other];
            }

            result[column] = value / matrix[column, column];
        }

        for (var column = 0; column < columns; column++)
        {
            result[column] /= scale[column];
        }

        return result;
    }

    static bool Reflect(double[,] matrix, int at, int rows, int columns)
    {
        var norm = 0.0;
        for (var row = at; row < rows; row++)
        {
            norm += matrix[row, at] * matrix[row, at];
        }

        norm = Math.Sqrt(norm);
        if (norm < 1e-14)
        {
            return false;
        }

        var head = matrix[at, at] > 0 ? -norm : norm;
        var vector = new double[rows];
        vector[at] = matrix[at, at] - head;
        var length = vector[at] * vector[at];
        for (var row = at + 1; row < rows; row++)
        {
            vector[row] = matrix[row, at];
            length += vector[row] * vector[row];
        }

        for (var column = at; column <= columns; column++)
        {
            var dot = 0.0;
            for (var row = at; row < rows; row++)
            {
                dot += vector[row] * matrix[row, column];
            }

            for (var row = at; row < rows; row++)
            {
                matrix[row, column] -= 2 * dot / length * vector[row];
            }
        }

        return true;
    }

    public static double At(double[] coefficients, double x)
    {
        var value = 0.0;
        foreach (var coefficient in coefficients)
        {
            value = (value * x) + coefficient;
        }

        return value;
    }
}
